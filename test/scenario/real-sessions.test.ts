import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importTranscripts } from '../../src/app/capture/import.ts';
import { brief } from '../../src/app/recall/brief.ts';
import { readConfig, wire } from '../../src/wire.ts';
import { sharedData } from '../shared-data.ts';
import { tempFolder } from '../temp-folder.ts';

const sessions = sharedData('transcripts/claude-code/entire-cli/core');

it.skipIf(sessions === undefined)('real sessions become few memories within bounds, and reading them again changes nothing', async () => {
  const home = tempFolder();
  await using ports = await wire(readConfig({ HOLDFAST_HOME: home, HOME: home }));
  const paths = (await readdir(sessions!)).map((name) => join(sessions!, name));
  for await (const _ of importTranscripts(ports, paths)) continue;
  const first = await ports.store.stats();
  expect(first.sessions).toBe(paths.length);
  expect(first.jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
  expect(first.memories).toBeGreaterThan(paths.length);
  // Few: a memory holds ten events or more.
  expect(first.memories).toBeLessThan(first.events / 10);
  for await (const _ of importTranscripts(ports, paths)) continue;
  expect(await ports.store.stats()).toMatchObject({ sessions: first.sessions, events: first.events, memories: first.memories });
  expect(await ports.store.check()).toEqual([]);
  for (const project of await ports.store.projects()) {
    const text = await brief(ports, { project: { ...project, knownSince: 0 }, session: '', tokens: 2000 });
    expect(text!.tokens).toBeLessThanOrEqual(2000);
    expect(text!.text.length).toBeLessThanOrEqual(9500);
    expect(text!.text).not.toMatch(/<\/?(system-reminder|command-name|task-notification)/);
  }
});
