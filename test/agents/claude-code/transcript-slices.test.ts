import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import type { Event } from '../../../src/model/event.ts';
import { sharedData } from '../../shared-data.ts';
import { recordings } from './recorded.ts';

const shared = sharedData('transcripts/claude-code/session-share/samples/0ccf1a04-1b4c-43b6-8aa5-79e41db43a68.jsonl');
const queued = sharedData('transcripts/claude-code/entire-cli/core/70c88cff-cb35-404f-a974-2a08bab4e4bc.jsonl');

describe('a transcript read in slices', () => {
  const recorded = recordings.flatMap(({ name, transcripts }) =>
    transcripts.map(({ lines }, at) => ({ name: `${name} ${at + 1}`, lines })),
  );

  it.each(recorded)('gives what it gives in one go: $name', ({ lines }) => {
    expect(sliced(lines, 50)).toBe('the same');
  });

  it.skipIf(shared === undefined || queued === undefined)('gives what it gives in one go: real sessions', () => {
    for (const path of [shared!, queued!]) expect(sliced(readFileSync(path, 'utf8').split('\n'), 20)).toBe('the same');
  });
});

// Throws where a way to cut the lines gives something else.
function sliced(lines: readonly string[], numRuns: number): string {
  const whole = claudeCode.readTranscript(lines, '', '');
  fc.assert(
    fc.property(fc.array(fc.nat(lines.length), { maxLength: 12 }), (cuts) => {
      const events: Event[] = [];
      let state = '';
      for (const [from, to] of pairs([0, ...cuts.toSorted((a, b) => a - b), lines.length])) {
        const slice = claudeCode.readTranscript(lines.slice(from, to), state, '');
        events.push(...slice.events);
        state = slice.state;
      }
      expect(events).toEqual(whole.events);
      expect(JSON.parse(state)).toEqual(JSON.parse(whole.state));
    }),
    { numRuns },
  );
  return 'the same';
}

function pairs(bounds: readonly number[]): [number, number][] {
  return bounds.slice(1).map((to, at) => [bounds[at]!, to]);
}
