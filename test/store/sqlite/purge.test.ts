import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { openScene } from '../../contract/store/scene.ts';
import { sampleCall } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';

const SECRET = 'xyzzyplugh';

it('forgetting takes the bytes out of every file, also those of earlier versions and of the index', async () => {
  const folder = tempFolder();
  const path = join(folder, 'holdfast.db');
  await using scene = await openScene(() => openSqliteStore({ path, busyTimeoutMs: 1000, clock: Date.now }));
  await scene.tell({ text: `about ${SECRET} ${'x'.repeat(20_000)}` }, { id: 'call', kind: 'tool_call', call: sampleCall(SECRET, false) });
  const others = Array.from({ length: 40 }, (_, i) => ({ slot: `other-${i}`, title: `Number ${i}`, evidence: [] }));
  await scene.distill('prompt-1', [{ title: `An earlier title with ${SECRET}`, evidence: [] }, ...others]);
  const [memory] = await scene.distill('prompt-1', [
    { title: 'Harmless', narrative: `${SECRET} `.repeat(2000), evidence: ['event-1', 'call'] },
    ...others,
  ]);
  writeFileSync(`${path}.backup`, SECRET);
  expect(filesWith(folder)).not.toEqual([]);
  await scene.store.forget([memory!.id], Date.now());
  expect(filesWith(folder)).toEqual([]);
  expect(existsSync(`${path}.backup`)).toBe(false);
  expect(await scene.store.match({ any: [['number']], required: [] }, { limit: 99, offset: 0 })).toHaveLength(40);
  expect(await scene.store.check()).toEqual([]);
});

// FTS stores words without the prefix they share with their neighbour.
function filesWith(folder: string): string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(SECRET.slice(3)));
}
