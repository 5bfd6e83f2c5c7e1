import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FOLDER = import.meta.dirname;
const OLDEST = '2.1.330';
const INSTALL_MS = 300_000;

let found: Promise<string> | undefined;

/**
 * The path of a Claude Code client, 2.1.330 or newer: the one `HOLDFAST_TEST_CLIENT` names, else the one in this folder,
 * which is installed from npm the first time.
 */
export function findClient(): Promise<string> {
  found ??= find();
  return found;
}

async function find(): Promise<string> {
  const client = process.env['HOLDFAST_TEST_CLIENT'] ?? (await findInstalled()) ?? (await install());
  const version = (await run(client, ['--version'])).stdout.split(' ')[0] ?? '';
  if (OLDEST.localeCompare(version, 'en', { numeric: true }) > 0) {
    throw new Error(`The client is version ${version}; these tests need ${OLDEST} or newer.`);
  }
  return client;
}

// The package's own command is a stub until its install script has run; the program is in the package of the platform.
async function findInstalled(): Promise<string | undefined> {
  const scope = join(FOLDER, 'node_modules', '@anthropic-ai');
  const names = await readdir(scope).catch(() => []);
  const platform = names.find((name) => name.startsWith(`claude-code-${process.platform}-${process.arch}`));
  return platform === undefined ? undefined : join(scope, platform, 'claude');
}

async function install(): Promise<string> {
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: FOLDER, timeout: INSTALL_MS });
  const client = await findInstalled();
  if (client === undefined) throw new Error(`There is no client for ${process.platform}-${process.arch}.`);
  return client;
}
