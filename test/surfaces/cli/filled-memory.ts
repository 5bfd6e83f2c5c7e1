import { resolve } from 'node:path';
import { importTranscripts } from '../../../src/app/import.ts';
import { readConfig, wire } from '../../../src/wire.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';

/** The recorded session that ships with the project: a login that lasted a minute, fixed. */
export const DEMO: string = resolve(import.meta.dirname, '../../../demo/session.jsonl');

/** The project that session was about. */
export const DEMO_PROJECT = 'shop-api';

/** A sandbox whose memory holds the recorded session. */
export async function createFilledSandbox(): Promise<Sandbox> {
  const box = createSandbox();
  await using ports = await wire(readConfig({ HOLDFAST_HOME: box.memory }));
  for await (const _ of importTranscripts(ports, [DEMO])) continue;
  return box;
}
