import * as fc from 'fast-check';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig, wireToLook } from '../../../src/wire.ts';
import { anyArchive } from '../../fuzz/any-archive.ts';
import { campaign, inTime, PATIENCE_MS, SEED } from '../../fuzz/campaign.ts';
import { DEMO } from '../cli/filled-memory.ts';
import { holdfast } from '../run.ts';
import { createSandbox } from '../sandbox.ts';

const SESSION = 'a7ea8a70-8494-41b2-81a7-e1ce2f36281e';
const HONEST = `zz/${SESSION}.jsonl`;
// What takes longer than a second tells how far it is.
const PROGRESS = /^(?:(?:reading|distilled|indexing)[^\n]*\n)*$/;

it(
  `holdfast import of any archive, from seed ${SEED}, takes the one honest transcript whole and ends well`,
  { timeout: PATIENCE_MS },
  async () => {
    const { events: all } = await importArchive([]);
    expect(all).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(
        anyArchive,
        inTime(async (files) => {
          const { events, check } = await importArchive(files);
          expect([events, check]).toEqual([all, []]);
        }),
      ),
      campaign(8),
    );
  },
);

async function importArchive(
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): Promise<{ events: number; check: readonly string[] }> {
  const box = createSandbox();
  const folder = join(box.root, 'archive');
  for (const { name, bytes } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  mkdirSync(dirname(join(folder, HONEST)), { recursive: true });
  copyFileSync(DEMO, join(folder, HONEST));
  expect(await holdfast(box, ['import', folder, '--json'])).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(PROGRESS),
    stdout: expect.stringMatching(/^\{[^]*\}\n$/),
  });
  await using ports = await wireToLook(readConfig({ HOLDFAST_HOME: box.memory }));
  return { events: (await ports.store.stubs(SESSION)).length, check: await ports.store.check() };
}
