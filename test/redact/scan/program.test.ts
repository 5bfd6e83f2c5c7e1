import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import loadAssembler from 'wabt';
import { SCAN_PROGRAM } from '../../../src/redact/scan/program.ts';

it('the program of the scan is what its source assembles to', async () => {
  const source = readFileSync(join(import.meta.dirname, '../../../src/redact/scan/scan.wat'), 'utf8');
  const assembler = await loadAssembler();
  const program = assembler.parseWat('scan.wat', source, { simd: true, bulk_memory: true });
  program.validate();
  expect(Buffer.from(program.toBinary({}).buffer).toString('base64')).toBe(SCAN_PROGRAM);
});
