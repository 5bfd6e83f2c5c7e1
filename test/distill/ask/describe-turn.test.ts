import { describe, expect, it } from 'vitest';
import type { Told } from '../../../src/distill/ask/describe-turn.ts';
import { writeQuestions } from '../../../src/distill/ask/write-prompt.ts';
import type { Event } from '../../../src/model/event.ts';
import { sampleCall, sampleDraft, sampleEvent } from '../../samples.ts';

describe('what a model is told', () => {
  it('is the story of the turn and the memories made without it', () => {
    const told = tell([sampleEvent(), call('1 failed', true), sampleEvent({ kind: 'assistant_message', text: 'Fixed.' })]);
    expect(told.turn.events).toEqual([
      { kind: 'prompt', text: 'Why is it slow?' },
      { tool: 'Bash', input: '{"command":"npm test"}', output: '1 failed', failed: true },
      { kind: 'assistant_message', text: 'Fixed.' },
    ]);
    expect(told.memories).toEqual([
      {
        slot: 'work',
        type: 'bugfix',
        title: 'Fixed the login loop',
        subtitle: 'Tokens were never stored',
        narrative: 'The session cookie was dropped by the proxy.',
        facts: ['The proxy strips cookies without SameSite'],
        concepts: ['problem-solution'],
      },
    ]);
  });

  it('is bounded, however much a tool printed: of a failure more than of what went well', () => {
    const sizes = [false, true].map((failed) => JSON.stringify(tell([call('x'.repeat(1_000_000), failed)]).turn).length);
    expect(sizes[0]).toBeLessThan(500);
    expect(sizes[1]).toBeGreaterThan(1200);
    expect(sizes[1]).toBeLessThan(3000);
  });

  it('tells once what came several times', () => {
    const file = 'line of a file\n'.repeat(20);
    const told = tell([sampleEvent(), call(file, false), call(file, false)]).turn.events;
    expect(told[1]!['output']).toContain('line of a file');
    expect(told[2]!['output']).toBe('(the same as in event 2)');
  });

  it('is bounded, however long the turn: its start and its end stay', () => {
    const calls = Array.from({ length: 500 }, (_, n) => call(`output ${n} ${'x'.repeat(700)}`, false));
    const told = tell([sampleEvent({ text: 'The beginning' }), ...calls, sampleEvent({ kind: 'assistant_message', text: 'The end' })]);
    const texts = told.turn.events.map((event) => event['text'] ?? event['kind']);
    expect(JSON.stringify(told.turn).length).toBeLessThan(26_000);
    expect([texts[0], texts.at(-1)]).toEqual(['The beginning', 'The end']);
    expect(told.turn.events.flatMap((event) => event['left_out'] ?? [])).toEqual([502 - (texts.length - 1)]);
  });

  it('leaves out of a long turn what was merely looked at, before changes, failures and words', () => {
    const read = call('x'.repeat(600), false);
    const change = { ...read, call: { ...read.call!, tool: 'Edit', input: { file_path: 'a.ts', old_string: 'a', new_string: 'b' } } };
    const looked = Array.from({ length: 120 }, (_, n) => ({
      ...read,
      call: { ...read.call!, tool: 'Read', input: { file_path: `${n}.ts` } },
    }));
    const said = sampleEvent({ kind: 'assistant_message', text: 'The cause is the proxy.' });
    const { events } = tell([...looked, change, call('1 failed', true), said, ...looked]).turn;
    const middle = JSON.stringify(events.filter((event) => event['tool'] !== 'Read'));
    for (const part of ['new_string', '1 failed', 'The cause is the proxy.']) expect(middle).toContain(part);
    expect(events.filter((event) => event['left_out'] !== undefined).length).toBeGreaterThan(0);
    expect(JSON.stringify(events).length).toBeLessThan(24_500);
  });
});

function call(output: string, failed: boolean): Event {
  const { text: _, ...rest } = sampleEvent({ kind: 'tool_call', call: sampleCall(output, failed) });
  return rest;
}

function tell(events: readonly Event[]): { turn: { events: readonly Told[] }; memories: object[] } {
  const turn = { session: 's', agent: 'test', prompt: 'p', events };
  const { turns } = JSON.parse(writeQuestions([{ turn, drafts: [sampleDraft()] }])) as { turns: { events: Told[]; memories: object[] }[] };
  return { turn: { events: turns[0]!.events }, memories: turns[0]!.memories };
}
