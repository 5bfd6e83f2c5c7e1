import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PLUGIN_FOLDER } from '../src/agents/claude-code/plugin/plugin-files.ts';

// The licences of what the bundles hold, beside them: most ask that their text comes along.
const root = resolve(import.meta.dirname, '..');

for (const folder of ['dist', join(PLUGIN_FOLDER, 'server')]) {
  const notices = findBundled(join(root, folder)).map(describePackage);
  writeFileSync(join(root, folder, 'THIRD-PARTY-NOTICES'), notices.join(`\n\n${'-'.repeat(80)}\n\n`));
}

// The bundler says before each module where it is from.
function findBundled(folder: string): readonly string[] {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const regions = scripts.flatMap((file) => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/^\/\/#region node_modules\/((?:@[^/\n]+\/)?[^/\n]+)/gm),
  ]);
  return [...new Set(regions.map(([, name]) => name!))].toSorted();
}

// Throws where a package has no licence text: it could not be shipped.
function describePackage(name: string): string {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string; license: string };
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} is bundled and has no licence text`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
