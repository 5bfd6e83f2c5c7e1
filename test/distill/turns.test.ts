import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintTurn, groupTurns } from '../../src/distill/turns.ts';
import type { EventKind } from '../../src/model/event.ts';
import type { EventStub } from '../../src/ports/store.ts';

const stub = (id: string, prompt: string, kind: EventKind = 'tool_call', subagent = false): EventStub => ({
  id,
  kind,
  prompt,
  at: 0,
  subagent,
});

describe('groupTurns', () => {
  it('makes a turn of each prompt and what carries its id', () => {
    const turns = groupTurns([stub('1', 'A', 'prompt'), stub('2', 'A'), stub('3', 'B', 'prompt'), stub('4', 'B', 'assistant_message')]);
    expect(turns).toEqual([
      { prompt: 'A', ids: ['1', '2'] },
      { prompt: 'B', ids: ['3', '4'] },
    ]);
  });

  it('keeps what came before the first prompt as a turn without a prompt', () => {
    const turns = groupTurns([stub('0', '', 'session_start'), stub('1', 'A', 'prompt')]);
    expect(turns).toEqual([
      { prompt: '', ids: ['0'] },
      { prompt: 'A', ids: ['1'] },
    ]);
  });

  it('gives the events of a notification, which has no prompt of the user, to the turn before it', () => {
    const turns = groupTurns([
      stub('1', 'A', 'prompt'),
      stub('2', 'note', 'assistant_message'),
      stub('3', 'B', 'prompt'),
      stub('4', 'note'),
    ]);
    expect(turns).toEqual([
      { prompt: 'A', ids: ['1', '2', '4'] },
      { prompt: 'B', ids: ['3'] },
    ]);
  });

  it('gives a late result to the turn that asked for it', () => {
    const turns = groupTurns([stub('1', 'A', 'prompt'), stub('2', 'B', 'prompt'), stub('3', 'A')]);
    expect(turns).toEqual([
      { prompt: 'A', ids: ['1', '3'] },
      { prompt: 'B', ids: ['2'] },
    ]);
  });

  it('gives an event without a prompt id to the turn that is running', () => {
    const turns = groupTurns([stub('1', 'A', 'prompt'), stub('2', '', 'session_end')]);
    expect(turns).toEqual([{ prompt: 'A', ids: ['1', '2'] }]);
  });

  it('does not take the prompt of a subagent for one of the user', () => {
    const turns = groupTurns([stub('1', 'A', 'prompt'), stub('2', 'sub', 'prompt', true)]);
    expect(turns).toEqual([{ prompt: 'A', ids: ['1', '2'] }]);
  });

  it('puts every event into exactly one turn, in order', () => {
    const kinds = fc.constantFrom<EventKind>('prompt', 'tool_call', 'assistant_message', 'session_end');
    const anyStub = fc.record({ prompt: fc.constantFrom('', 'A', 'B', 'C'), kind: kinds, subagent: fc.boolean() });
    fc.assert(
      fc.property(fc.array(anyStub), (given) => {
        const stubs = given.map((each, index) => ({ ...each, id: String(index), at: index }));
        const ids = groupTurns(stubs).map((turn) => turn.ids.map(Number));
        expect(ids.flat().toSorted((a, b) => a - b)).toEqual(stubs.map((_, index) => index));
        for (const turn of ids) expect(turn).toEqual(turn.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('fingerprintTurn', () => {
  it('is 16 hex digits that stay the same between runs', () => {
    expect(fingerprintTurn(['a', 'b'])).toBe('8ea178bd9d4513e7');
  });

  it('does not depend on the order of the events', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (ids) => {
        expect(fingerprintTurn(ids.toReversed())).toBe(fingerprintTurn(ids));
      }),
    );
  });

  it('changes when an event is added, taken away or exchanged', () => {
    const one = fingerprintTurn(['e1', 'e2', 'e3']);
    for (const other of [['e1', 'e2'], ['e1', 'e2', 'e3', 'e4'], ['e1', 'e2', 'e4'], ['e1', 'e2', 'e3', 'e3'], []]) {
      expect(fingerprintTurn(other)).not.toBe(one);
    }
  });

  it('has no collisions in 20,000 similar turns', () => {
    const seen = new Set(Array.from({ length: 20_000 }, (_, index) => fingerprintTurn([`t:${index}`, `t:${index + 1}`])));
    expect(seen.size).toBe(20_000);
  });
});
