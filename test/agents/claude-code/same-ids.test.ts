import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import type { Event } from '../../../src/model/event.ts';
import { recording, type Recording, recordings } from './recorded.ts';

// What only a hook tells: a transcript has no line for it.
const HOOK_ONLY = new Set(['session_start', 'session_end', 'subagent_end']);

describe('what hooks and transcripts of one session tell', () => {
  it.each(recordings)('has the same ids: $name', (recorded) => {
    const told = fromTranscripts(recorded);
    const hooked = fromHooks(recorded).filter(({ kind }) => !HOOK_ONLY.has(kind));
    expect(hooked.length).toBeGreaterThan(0);
    expect(hooked.filter(({ id }) => !told.has(id))).toEqual([]);
  });

  it.each(recordings)('has the same words, calls and subagents: $name', (recorded) => {
    const told = fromTranscripts(recorded);
    const both = fromHooks(recorded).flatMap((event) => (told.has(event.id) ? [{ event, same: told.get(event.id)! }] : []));
    for (const { event, same } of both) {
      expect(same).toMatchObject({ kind: event.kind, session: event.session });
      expect(same.subagent).toEqual(event.subagent);
      expect(same.text ?? '').toContain(event.text ?? '');
      expect({ ...same.call, failed: undefined }).toEqual({ ...event.call, failed: undefined });
    }
  });

  it('puts each event under the same prompt, but for what was typed too late for the turn it was typed in', () => {
    const moved = recordings.flatMap((recorded) => {
      const told = fromTranscripts(recorded);
      return fromHooks(recorded).filter((event) => told.has(event.id) && told.get(event.id)?.prompt !== event.prompt);
    });
    expect(moved.map(({ text }) => text)).toEqual(['typed while it thinks']);
  });

  it('calls failed what the transcript calls failed', () => {
    const recorded = recording('tools');
    const told = fromTranscripts(recorded);
    const calls = fromHooks(recorded).filter(({ call }) => call !== undefined);
    expect(calls.filter(({ call }) => call?.failed)).toHaveLength(10);
    // A call is told of twice where it failed: first by its own hook, which is right, then with its batch.
    const first = new Map(calls.toReversed().map((event) => [event.id, event]));
    for (const { id, call } of first.values()) expect(call?.failed).toBe(told.get(id)?.call?.failed);
  });

  it('gives the copies in a fork ids of their own, the origin of what was copied, and turns of their own', () => {
    const { transcripts } = recording('fork');
    const [fork, original] = transcripts.map(({ path, lines }) => claudeCode.readTranscript(lines, '', path).events);
    const copies = fork!.filter(({ origin }) => original!.some((event) => event.origin === origin));
    expect(copies.map(({ text, call }) => text ?? call?.tool)).toEqual([
      'first prompt',
      'Bash',
      'first answer',
      'second prompt',
      'second answer',
      'third prompt',
      'third answer',
    ]);
    expect(new Set(copies.map(({ prompt }) => prompt)).size).toBe(3);
    expect(fork!.filter((event) => !copies.includes(event)).map(({ text }) => text)).toEqual(['fork prompt', 'fork answer']);
    const all = [...fork!, ...original!];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });
});

function fromTranscripts({ transcripts }: Recording): Map<string, Event> {
  return new Map(
    transcripts.flatMap(({ path, lines }) => claudeCode.readTranscript(lines, '', path).events).map((event) => [event.id, event]),
  );
}

function fromHooks({ hooks }: Recording): Event[] {
  return hooks.flatMap((fields, at) => claudeCode.readHook(fields, at)?.events ?? []);
}
