import { expect, it } from 'vitest';
import { learnWords } from '../../../src/app/work/learn-words.ts';
import { openBench, runAll } from '../bench.ts';
import { saveMemories } from '../save-memories.ts';

it('the words of all memories are learned, a few at a time', async () => {
  const bench = await openBench();
  await saveMemories(bench, ...Array.from({ length: 25 }, (_, i) => ({ title: i === 20 ? 'ensureWorkerStarted' : `Number ${i}` })));
  expect(await runAll(learnWords(bench.ports))).toHaveLength(3);
  expect([...(await bench.ports.store.similar(['orkersta'], 3)).values()]).toEqual([['ensureworkerstarted']]);
  expect(await runAll(learnWords(bench.ports))).toEqual([]);
});
