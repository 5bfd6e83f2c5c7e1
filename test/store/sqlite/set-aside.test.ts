import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { setAside } from '../../../src/store/sqlite/set-aside.ts';
import { tempFolder } from '../../temp-folder.ts';

const NOW = new Date(Date.UTC(2026, 10, 22, 18, 3, 59));

it('a database set aside keeps its bytes, with those of its companions, under a name that tells when', () => {
  const folder = tempFolder();
  for (const suffix of ['', '-wal']) writeFileSync(join(folder, `holdfast.db${suffix}`), `bytes${suffix}`);
  writeFileSync(join(folder, 'other'), '');
  const aside = join(folder, 'holdfast.db.damaged-2026-11-22T18-03-59');
  expect(setAside(join(folder, 'holdfast.db'), NOW)).toBe(aside);
  expect(readdirSync(folder)).toEqual(['holdfast.db.damaged-2026-11-22T18-03-59', 'holdfast.db.damaged-2026-11-22T18-03-59-wal', 'other']);
  expect([readFileSync(aside, 'utf8'), readFileSync(`${aside}-wal`, 'utf8')]).toEqual(['bytes', 'bytes-wal']);
});

it('where there is no database there is nothing to set aside', () => {
  expect(setAside(join(tempFolder(), 'holdfast.db'), NOW)).toBeUndefined();
});
