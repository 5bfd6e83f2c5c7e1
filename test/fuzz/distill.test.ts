import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../src/agents/claude-code/agent.ts';
import { extract } from '../../src/distill/extract.ts';
import { summarise } from '../../src/distill/summarise.ts';
import { groupTurns } from '../../src/distill/turns.ts';
import type { Event, Turn } from '../../src/model/event.ts';
import type { MemoryDraft } from '../../src/model/memory.ts';
import { stored } from '../distill/story-of.ts';
import { anyTranscript } from './any-transcript.ts';
import { campaign, PATIENCE_MS, SEED } from './campaign.ts';

const MOST_EVIDENCE = 20;
const LONGEST_LINE = 2_500;

describe(`the turns of any transcript, from seed ${SEED}`, { timeout: PATIENCE_MS }, () => {
  it('give drafts within bounds that rest on their events, and nothing in the name of the user that no prompt says', () => {
    fc.assert(
      fc.property(anyTranscript, fc.boolean(), (bytes, imported) => {
        const turns = turnsOf(bytes);
        const drafts = turns.map((turn, at) => extract(turn, { root: '/scratch/proj', earlier: turns[at - 1]?.events ?? [], imported }));
        for (const [at, turn] of turns.entries()) for (const draft of drafts[at]!) expectSound(draft, turn, imported);
        expect(summarise(stored(...drafts))?.authority).not.toBe('user');
      }),
      campaign(200),
    );
  });
});

function expectSound(draft: MemoryDraft, turn: Turn, imported: boolean): void {
  const { title, subtitle, narrative, facts, evidence, authority, confidence } = draft;
  expect(title).not.toBe('');
  for (const line of [title, subtitle, narrative, ...facts])
    expect([line.length <= LONGEST_LINE, line.isWellFormed()]).toEqual([true, true]);
  expect(confidence > 0 && confidence <= 1).toBe(true);
  expect(evidence.length > 0 && evidence.length <= MOST_EVIDENCE).toBe(true);
  const events = evidence.map((id) => turn.events.find((event) => event.id === id));
  expect(events).not.toContain(undefined);
  expect(!imported || authority === 'import').toBe(true);
  expect(authority !== 'user' || events.some((event) => event?.kind === 'prompt' && event.subagent === undefined)).toBe(true);
}

function turnsOf(bytes: Buffer): readonly Turn[] {
  const { events } = claudeCode.readTranscript(new TextDecoder().decode(bytes).split('\n'), '', '/p/s.jsonl');
  return [...Map.groupBy(events, ({ session }) => session)].flatMap(([session, own]) => {
    const byId = new Map<string, Event>(own.map((event) => [event.id, event]));
    const stubs = [...byId.values()].map((event) => ({ ...event, subagent: event.subagent !== undefined }));
    return groupTurns(stubs).map(({ prompt, ids }) => ({ session, agent: 'claude-code', prompt, events: ids.map((id) => byId.get(id)!) }));
  });
}
