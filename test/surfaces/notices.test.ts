import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

it.each(['dist', 'plugin/claude-code/server'])('%s comes with the licences of all that is bundled into it', (folder) => {
  const files = readdirSync(join(ROOT, folder));
  const bundle = files.filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
  const bundled = new Set(bundle.join('\n').match(/(?<=node_modules\/)(?:@[\w.-]+\/)?[\w.-]+(?=\/)/g));
  const notices = readFileSync(join(ROOT, folder, 'THIRD-PARTY-NOTICES'), 'utf8');
  expect(bundled.size).toBeGreaterThan(2);
  for (const name of bundled) expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
  expect(notices).toContain('Apache License');
});
