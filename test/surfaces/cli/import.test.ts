import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { holdfast } from '../run.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { DEMO } from './filled-memory.ts';

const TRANSCRIPT = 'a7ea8a70-8494-41b2-81a7-e1ce2f36281e.jsonl';
// What takes over a second says how far it is.
const PROGRESS = /^(?:(?:reading|distilled|indexing)[^\n]*\n)*$/;

it('takes a folder, passes over what is no transcript, and changes nothing when repeated', async () => {
  const box = createSandbox();
  const folder = makeTranscripts(box);
  const first = await holdfast(box, ['import', folder]);
  expect(first).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(PROGRESS),
    stdout: expect.stringMatching(/^Imported 1 sessions, 21 events, 6 memories\./),
  });
  const again = await holdfast(box, ['import', folder, join(folder, 'deep', TRANSCRIPT), '--json']);
  expect(again).toMatchObject({ code: 0, stderr: expect.stringMatching(PROGRESS) });
  expect(JSON.parse(again.stdout)).toEqual({ sessions: 0, events: 0, memories: 0 });
});

it.each(['notes.txt', 'list.jsonl', 'empty.jsonl'])('says of %s that it is no transcript and exits 1', async (name) => {
  const box = createSandbox();
  const ran = await holdfast(box, ['import', join(makeTranscripts(box), name)]);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toMatch(/^holdfast: No transcript of a known agent was found there\..*\n$/);
});

it.skipIf(process.platform === 'win32')('is not held up by a pipe, a device or a folder with the name of a transcript', async () => {
  const box = createSandbox();
  const folder = makeTranscripts(box);
  mkdirSync(join(folder, 'folder.jsonl'));
  symlinkSync('/nowhere', join(folder, 'dead.jsonl'));
  execFileSync('/bin/sh', ['-c', 'mkfifo "$1"', 'sh', join(folder, 'pipe.jsonl')]);
  expect(await holdfast(box, ['import', folder])).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(PROGRESS),
    stdout: expect.stringMatching(/^Imported 1 sessions/),
  });
  expect(await holdfast(box, ['import', join(folder, 'pipe.jsonl')])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/neither a file nor a folder\.\n$/),
  });
});

it('tells on stderr how far it is when it takes longer than a second', async () => {
  const box = createSandbox();
  await holdfast(box, ['remember', 'Sessions last an hour.']);
  const folder = makeTranscripts(box);
  // What makes it slow here is another process that holds the database.
  const db = new DatabaseSync(join(box.memory, 'holdfast.db'));
  db.exec('begin immediate');
  const importing = holdfast(box, ['import', folder, '--json'], { env: { HOLDFAST_BUSY_TIMEOUT_MS: '10000' } });
  await setTimeout(1500);
  db.exec('rollback');
  db.close();
  const ran = await importing;
  expect(ran).toMatchObject({ code: 0, stderr: expect.stringMatching(/^(reading transcript 1 of 1|distilled \d+ turns)\n/) });
  expect(JSON.parse(ran.stdout)).toMatchObject({ sessions: 1, events: 21 });
});

function makeTranscripts(box: Sandbox): string {
  const folder = join(box.root, 'transcripts');
  mkdirSync(join(folder, 'deep'), { recursive: true });
  copyFileSync(DEMO, join(folder, 'deep', TRANSCRIPT));
  writeFileSync(join(folder, 'notes.txt'), 'Buy milk.');
  writeFileSync(join(folder, 'list.jsonl'), '{"milk": 2}\n');
  writeFileSync(join(folder, 'empty.jsonl'), '');
  return folder;
}
