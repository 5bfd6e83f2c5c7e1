import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Sandbox } from './sandbox.ts';

/** A Node on PATH that is too old for Holdfast, where there is one. */
export const realOldNode: string | undefined = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find((node) => /^v(1\d|20|21)\./.test(askVersion(node)));

/** This Node under an old version number: what our entry points can see of an old one. */
export function pretendOldNode({ root }: Sandbox): string {
  const claim = join(root, 'claim.cjs');
  writeFileSync(claim, "const node = '18.20.8'; Object.defineProperty(process, 'versions', { value: { ...process.versions, node } });");
  const program = join(root, 'old-node');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' --require '${claim}' "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

function askVersion(node: string): string {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000 });
  } catch {
    return '';
  }
}
