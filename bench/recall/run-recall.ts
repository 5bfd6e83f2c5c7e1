import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchCommits } from './commits.ts';
import { benchCosqa } from './cosqa.ts';
import { benchDevmembench } from './devmembench.ts';
import { benchLocomo } from './locomo.ts';
import { benchPrompts } from './prompts.ts';
import { benchStarts } from './starts.ts';

const SETS = {
  'entire-commits': benchCommits,
  LoCoMo: benchLocomo,
  devmembench: benchDevmembench,
  CoSQA: benchCosqa,
  prompts: benchPrompts,
  starts: benchStarts,
} as const;
// Names of sets, where not all are wanted.
const WANTED = process.env['HOLDFAST_BENCH_RECALL']?.toLowerCase().split(',');

/** Measures recall on labelled sets and prints a table: the half that weights were tuned on, the half they were not, and both. */
export async function runRecall(): Promise<void> {
  console.log('The mean of each measure over all questions, with its 95 % interval by bootstrap (1,000 draws, seeded);');
  console.log("that of a yes or no (hit@5, silent, speaks) is Wilson's.\n");
  console.log('| set | half | questions | measure | measure |\n| --- | --- | --- | --- | --- |');
  for (const [name, bench] of Object.entries(SETS)) {
    if (WANTED?.includes(name.toLowerCase()) === false) continue;
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-recall-'));
    try {
      const rows = await bench(folder);
      if (rows === undefined) console.log(`| ${name} | the data is not here | | | |`);
      for (const row of rows ?? []) console.log(`| ${row.join(' | ')} |`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
