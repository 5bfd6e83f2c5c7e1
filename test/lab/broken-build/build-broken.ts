import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tempFolder } from '../../temp-folder.ts';
import { type Build, findBuild } from '../build.ts';
import type { Mutation } from './mutations.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const COPIED = ['src', 'bin', 'plugin/claude-code/.mcp.json', 'package.json', 'tsconfig.json', 'tsdown.config.ts'];

/** Builds a copy of the sources with a mutation, which is removed when the running test ends. Throws where a text is not there once. */
export function buildBroken({ edits }: Mutation): Build {
  const folder = tempFolder();
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const edit of edits) writeFileSync(join(folder, 'src', edit.file), applyEdit(edit));
  execFileSync('npx', ['tsdown', '--log-level', 'warn'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return findBuild(folder);
}

/** A source file, changed. Throws where the text that is to be replaced is not there once. */
export function applyEdit({ file, from, to }: Mutation['edits'][number]): string {
  const parts = readFileSync(join(ROOT, 'src', file), 'utf8').split(from);
  if (parts.length !== 2) throw new Error(`src/${file} has ${parts.length - 1} times: ${from}`);
  return parts.join(to);
}
