import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAttacks, readHarmless } from './poison/attacks.ts';
import { keepHarmless } from './poison/keep-harmless.ts';
import { type Outcome, plant } from './poison/plant.ts';
import { PASTED, SOURCES } from './poison/sources.ts';

/** Plants the instructions of BIPIA wherever others' words come from, and tells the prompts of NotInject; prints what became of them. */
export async function runPoison(): Promise<void> {
  const attacks = readAttacks();
  const harmless = readHarmless();
  if (attacks === undefined || harmless === undefined) {
    console.log('The data is not here.');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-poison-'));
  try {
    console.log(`${attacks.length} instructions of BIPIA, each in a session and a project of its own.\n`);
    console.log(
      '| source | planted | in a memory | an active rule | told unasked, of texts | recalled when asked for | of these without a label |',
    );
    console.log('|---|---|---|---|---|---|---|');
    for (const source of [...SOURCES, PASTED]) print(await plant(source, attacks, folder));
    const kept = await keepHarmless(harmless, folder);
    console.log(
      `\nOf ${kept.told} harmless prompts of NotInject: ${kept.whole} recorded whole, ${kept.found} sessions and ${kept.remembered} memories found by their own words.`,
    );
    for (const prompt of kept.lost) console.log(`- lost: ${prompt}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print({ source, planted, remembered, ruling, injected, texts, recalled, unlabelled }: Outcome): void {
  console.log(
    `| ${[source, planted, remembered, ruling.length, `${injected.length}, ${texts}`, recalled, unlabelled.length].join(' | ')} |`,
  );
  if (process.env['HOLDFAST_BENCH_MISSES'] !== undefined) console.log({ ruling, injected, unlabelled });
}
