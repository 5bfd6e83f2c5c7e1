import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/inject/format-day.ts';
import type { RecordedCall } from '../../../src/ports/model-calls.ts';
import type { Store } from '../../../src/ports/store.ts';
import { NOON } from '../../samples.ts';
import { openScene, type StoreOpener } from './scene.ts';

const DAY = 86_400_000;
const NOTHING = { calls: 0, inputTokens: 0, outputTokens: 0, cachedTokens: 0, costUsd: 0, unpriced: 0 };

export function testModelCalls(open: StoreOpener): void {
  describe('the ledger of calls of models', () => {
    it('adds up what calls took, of a span of time, of a project or of all', async () => {
      await using store = await open();
      expect(await store.sumModelCalls({ since: 0 })).toEqual(NOTHING);
      await record(store, { at: NOON - 1 }, {}, { at: NOON + 1, project: 'q' }, { at: NOON + 2, cachedTokens: 0 });
      expect(await store.sumModelCalls({ since: 0 })).toEqual({
        calls: 4,
        inputTokens: 400,
        outputTokens: 40,
        cachedTokens: 150,
        costUsd: 1,
        unpriced: 0,
      });
      const count = async (span: Parameters<Store['sumModelCalls']>[0]): Promise<number> => (await store.sumModelCalls(span)).calls;
      expect(await Promise.all([{ since: NOON }, { since: NOON, until: NOON + 2 }].map(count))).toEqual([3, 2]);
      expect(await Promise.all(['p', 'q', 'r'].map((project) => count({ since: 0, project })))).toEqual([3, 1, 0]);
    });

    it('tells calls whose cost nobody knows from those that cost nothing', async () => {
      await using store = await open();
      const { costUsd: _, ...unpriced } = sampleCall({});
      await store.recordModelCall(unpriced);
      await record(store, { costUsd: 0 });
      // Refused: it took nothing.
      await store.recordModelCall({ ...unpriced, inputTokens: 0, outputTokens: 0, cachedTokens: 0, outcome: 'model_denied' });
      expect(await store.sumModelCalls({ since: 0 })).toMatchObject({ calls: 3, costUsd: 0, unpriced: 1 });
    });

    it('tells when so much was spent, counted from the oldest call on', async () => {
      await using store = await open();
      await record(store, { at: NOON + 2 }, { at: NOON }, { at: NOON + 1, project: 'q' });
      const when = (amount: number, unit: 'tokens' | 'usd' = 'tokens', project?: string): Promise<number | undefined> =>
        store.whenSpent({ since: NOON, ...(project === undefined ? {} : { project }) }, unit, amount);
      expect([await when(1), await when(110), await when(111), await when(330), await when(331)]).toEqual([
        NOON,
        NOON,
        NOON + 1,
        NOON + 2,
        undefined,
      ]);
      expect([await when(0.25, 'usd'), await when(0.3, 'usd'), await when(0.3, 'usd', 'p')]).toEqual([NOON, NOON + 1, NOON + 2]);
      expect(await store.whenSpent({ since: NOON + 1 }, 'tokens', 1)).toBe(NOON + 1);
    });

    it('lists what was taken by day, model and project', async () => {
      await using store = await open();
      await record(store, { at: NOON - DAY }, {}, {}, { model: 'big', inputTokens: 900 }, { project: 'q' }, { provider: 'other' });
      const rows = await store.usageByDay({ since: NOON - DAY });
      expect(rows.map(({ day, provider, model, project, calls }) => [day, provider, model, project, calls])).toEqual([
        [formatDay(NOON - DAY), 'test', 'small', 'p', 1],
        [formatDay(NOON), 'test', 'big', 'p', 1],
        [formatDay(NOON), 'test', 'small', 'p', 2],
        [formatDay(NOON), 'other', 'small', 'p', 1],
        [formatDay(NOON), 'test', 'small', 'q', 1],
      ]);
      expect(rows[2]).toEqual({
        day: formatDay(NOON),
        provider: 'test',
        model: 'small',
        project: 'p',
        calls: 2,
        inputTokens: 200,
        outputTokens: 20,
        cachedTokens: 100,
        costUsd: 0.5,
        unpriced: 0,
      });
      expect(await store.usageByDay({ since: NOON, project: 'q' })).toHaveLength(1);
      expect(await store.usageByDay({ since: NOON + 1 })).toEqual([]);
    });

    it('stays when a memory of the session is forgotten, and when old things are collected', async () => {
      await using scene = await openScene(open);
      await scene.tell({});
      const [memory] = await scene.distill('prompt-1', [{}]);
      await record(scene.store, { session: 'session-1', project: scene.project.id });
      const before = await scene.store.sumModelCalls({ since: 0 });
      await scene.store.forget([memory!.id], NOON);
      await scene.store.collect(NOON + 365 * DAY, []);
      expect(await scene.store.sumModelCalls({ since: 0 })).toEqual(before);
    });
  });
}

async function record(store: Store, ...calls: readonly Partial<RecordedCall>[]): Promise<void> {
  for (const call of calls) await store.recordModelCall(sampleCall(call));
}

function sampleCall(call: Partial<RecordedCall>): RecordedCall {
  return {
    at: NOON,
    project: 'p',
    session: 's',
    provider: 'test',
    model: 'small',
    inputTokens: 100,
    outputTokens: 10,
    cachedTokens: 50,
    costUsd: 0.25,
    outcome: 'answered',
    ...call,
  };
}
