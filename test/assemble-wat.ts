import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import loadAssembler from 'wabt';

const ROOT = resolve(import.meta.dirname, '..');

/** What a source of WebAssembly assembles to, in base64. `path` is below the root of the project. Rejects where it is not valid. */
export async function assembleWat(path: string): Promise<string> {
  const assembler = await loadAssembler();
  const program = assembler.parseWat(basename(path), readFileSync(resolve(ROOT, path), 'utf8'), { simd: true, bulk_memory: true });
  program.validate();
  return Buffer.from(program.toBinary({}).buffer).toString('base64');
}
