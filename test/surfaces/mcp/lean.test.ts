import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { PLUGIN_SERVER } from '../run.ts';

// What only few sessions need, and every start would pay for.
const LATE = new Set(['node:child_process', 'node:readline', 'node:sqlite', 'node:net', 'node:worker_threads']);
const LATE_FILES = /extractor|tools|store2|command-distiller|processes|guard/;

it('the session process loads nothing at its start that it may never need', () => {
  const loaded = findLoaded(join(dirname(PLUGIN_SERVER), 'serve.js'));
  expect(loaded).toEqual(expect.arrayContaining(['serve.js', 'node:fs']));
  expect(loaded.filter((name) => LATE.has(name) || LATE_FILES.test(name))).toEqual([]);
});

// A file of the bundle and all that its import statements name, and theirs.
function findLoaded(file: string, seen: Set<string> = new Set()): readonly string[] {
  seen.add(file.slice(dirname(file).length + 1));
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^import (?:[^'"]* from )?["']([^"']+)["'];$/gm)) {
    if (name.startsWith('./') && !seen.has(name.slice(2))) findLoaded(join(dirname(file), name), seen);
    else if (!name.startsWith('./')) seen.add(name);
  }
  return [...seen];
}
