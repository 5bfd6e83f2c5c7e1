import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Scene } from '../scene.ts';

const LATER = '9999-later.sql';

/** Installs the plugin of a scene once more, as another version; `later`: with a schema that is one further. Returns how it is started. */
export function copyVersion({ build, box }: Scene, version: string, later: boolean): readonly string[] {
  const [server = '', ...start] = build.server.toReversed();
  const folder = join(box.root, `installed-${version}`);
  cpSync(dirname(dirname(server)), folder, { recursive: true });
  const bundle = join(folder, 'server');
  const changes = [change(bundle, /(const version = )"[^"]+"/, `$1"${version}"`)];
  if (later) {
    changes.push(change(bundle, /(const MIGRATIONS = \[[^\]]*?),?\s*\]/, `$1, "${LATER}"]`));
    writeFileSync(join(bundle, 'migrations', LATER), 'create table later (id text) strict;');
  }
  if (changes.some((count) => count !== 1)) throw new Error('The build does not look as it did: nothing to make another version of');
  return [...start.toReversed(), join(bundle, 'mcp.js')];
}

// How many files were changed.
function change(folder: string, from: RegExp, to: string): number {
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const changed = files.filter((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    if (!from.test(text)) return false;
    writeFileSync(join(folder, name), text.replace(from, to));
    return true;
  });
  return changed.length;
}
