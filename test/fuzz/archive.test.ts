import * as fc from 'fast-check';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../src/agents/claude-code/agent.ts';
import { importTranscripts } from '../../src/app/capture/import.ts';
import { HoldfastError } from '../../src/model/error.ts';
import type { Ports } from '../../src/app/ports.ts';
import { runAll } from '../app/bench.ts';
import { tempFolder } from '../temp-folder.ts';
import { anyArchive, type ArchivedFile } from './any-archive.ts';
import { anyRecorded, renameSessions } from './any-transcript.ts';
import { campaign, inTime, PATIENCE_MS, SEED } from './campaign.ts';
import { openMemory } from './open-memory.ts';

describe(`any archive, from seed ${SEED}`, { timeout: PATIENCE_MS }, () => {
  it('is imported as far as it can be read, once, with all of an honest transcript among the rest', async () => {
    const { ports, log } = await openMemory();
    const folder = tempFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        anyArchive,
        anyRecorded,
        fc.boolean(),
        inTime(async (files, lines, own) => {
          run += 1;
          const honest = { name: 'honest.jsonl', bytes: renameSessions(Buffer.from(lines.join('\n')), `honest${run}`) };
          const paths = [...files, honest].map((file) => write(join(folder, `${run}`), file));
          await runAll(importTranscripts(ports, paths, () => (own ? 'user' : 'other')));
          const expected = claudeCode.readTranscript(honest.bytes.toString('utf8').split('\n'), '', '').events;
          expect(new Set((await ports.store.events(expected.map(({ id }) => id))).map(({ id }) => id))).toEqual(
            new Set(expected.map(({ id }) => id)),
          );
          await expectWhole(ports);
          const once = await ports.store.stats();
          await runAll(importTranscripts(ports, paths, () => (own ? 'user' : 'other')));
          const twice = await ports.store.stats();
          expect([twice.sessions, twice.events, twice.memories]).toEqual([once.sessions, once.events, once.memories]);
          expect(log()).toBe('');
        }),
      ),
      campaign(30),
    );
    expect(await ports.store.check()).toEqual([]);
  });

  it('with no transcript in it is refused in a sentence, or read', async () => {
    const { ports } = await openMemory();
    const folder = tempFolder();
    await fc.assert(
      fc.asyncProperty(
        anyArchive,
        inTime(async (files) => {
          const paths = files.map((file) => write(folder, file));
          const outcome = await runAll(importTranscripts(ports, paths)).then(
            () => 'read',
            (error: unknown) => (error instanceof HoldfastError ? error.code : error),
          );
          expect(['read', 'unsupported']).toContain(outcome);
        }),
      ),
      campaign(20),
    );
  });
});

// No job is left, and every memory is of a session that is there and rests on events that are.
async function expectWhole({ store }: Ports): Promise<void> {
  expect((await store.stats()).jobs).toEqual({ pending: 0, leased: 0, dead: 0 });
  for (const { title, session, evidence, authority } of await store.list({ limit: 100_000, offset: 0, order: 'newest' })) {
    expect(title).not.toBe('');
    expect(await store.session(session)).toBeDefined();
    const events = await store.events(evidence);
    expect(events).toHaveLength(new Set(evidence).size);
    expect(authority !== 'user' || events.some(({ kind }) => kind === 'prompt')).toBe(true);
  }
}

function write(folder: string, { name, bytes }: ArchivedFile): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}
