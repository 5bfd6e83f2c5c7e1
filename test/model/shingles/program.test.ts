import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import loadAssembler from 'wabt';
import { HASH_PROGRAM } from '../../../src/model/shingles/program.ts';

it('the program of the hashes is what its source assembles to', async () => {
  const source = readFileSync(join(import.meta.dirname, '../../../src/model/shingles/hash.wat'), 'utf8');
  const assembler = await loadAssembler();
  const program = assembler.parseWat('hash.wat', source, { bulk_memory: true });
  program.validate();
  expect(Buffer.from(program.toBinary({}).buffer).toString('base64')).toBe(HASH_PROGRAM);
});
