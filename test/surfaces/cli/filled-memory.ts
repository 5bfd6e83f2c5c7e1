import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { importTranscripts } from '../../../src/app/capture/import.ts';
import { readConfig, wire } from '../../../src/wire.ts';
import { tempFolder } from '../../temp-folder.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';

/** The recorded session that ships with the project: a login that lasted a minute, fixed. */
export const DEMO: string = resolve(import.meta.dirname, '../../../demo/session.jsonl');

/** The project that session was about. */
export const DEMO_PROJECT = 'shop-api';

let filled: Promise<Buffer> | undefined;

/** A sandbox whose memory holds the recorded session. */
export async function createFilledSandbox(): Promise<Sandbox> {
  const box = createSandbox();
  filled ??= fill();
  mkdirSync(box.memory, { mode: 0o700 });
  writeFileSync(join(box.memory, 'holdfast.db'), await filled, { mode: 0o600 });
  return box;
}

async function fill(): Promise<Buffer> {
  const folder = tempFolder();
  const config = readConfig({ HOLDFAST_HOME: folder });
  {
    await using ports = await wire(config);
    for await (const _ of importTranscripts(ports, [DEMO])) continue;
  }
  return readFileSync(config.database);
}
