import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { HOLDFAST, holdfast, type Ran, run, type RunOptions } from '../run.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { storedEvents } from '../stored.ts';
import { canMount, enterMounts } from './mount-namespace.ts';
import { hook, promptPayload, SESSION } from './payload.ts';

const NOBODY = ['setpriv', '--reuid=65533', '--clear-groups', '--'];
const canBeNobody = spawnSync(NOBODY[0]!, [...NOBODY.slice(1), process.execPath, HOLDFAST, '--version']).status === 0;

describe('a database that cannot take what was captured', () => {
  it('that is locked: it waits in the spool and arrives with the turn that follows', async () => {
    const box = createSandbox();
    await hook(box, stopPayload(box));
    const db = new DatabaseSync(join(box.memory, 'holdfast.db'));
    db.exec('begin immediate');
    await expectNotice(box, /locked by another process.*holdfast doctor/);
    await expectDiagnosis(box, /fail +database .*locked by another process/, { env: { HOLDFAST_BUSY_TIMEOUT_MS: '100' } });
    db.exec('rollback');
    db.close();
    await expectArrival(box);
  });

  it('that is no database: doctor --repair sets it aside, and what waited arrives', async () => {
    const box = createSandbox();
    mkdirSync(box.memory, { mode: 0o700 });
    writeFileSync(join(box.memory, 'holdfast.db'), 'shopping list: milk, eggs, bread'.repeat(500));
    await expectNotice(box, /not a database/);
    await expectDiagnosis(box, /fail +database .*not a database.*doctor --repair/);
    expect(await holdfast(box, ['doctor', '--repair'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/kept as .*holdfast import/) });
    const [kept = ''] = readdirSync(box.memory).filter((name) => name.includes('.damaged-'));
    expect(readFileSync(join(box.memory, kept), 'utf8')).toMatch(/^shopping list/);
    await expectArrival(box);
  });

  it('that has holes: doctor finds them and --repair starts anew', async () => {
    const box = createSandbox();
    await holdfast(box, ['remember', 'Sessions last an hour.']);
    damagePages(join(box.memory, 'holdfast.db'));
    expect(await hook(box, promptPayload(box))).toMatchObject({ code: 0, stderr: '' });
    await expectDiagnosis(box, /fail +database .*damaged.*doctor --repair/);
    expect(await holdfast(box, ['doctor', '--repair'])).toMatchObject({ code: 0 });
    expect(await holdfast(box, ['remember', 'Sessions last two hours.'])).toMatchObject({ code: 0 });
  });

  it('of a newer Holdfast: nothing in it is changed, and what waited arrives after the update', async () => {
    const box = createSandbox();
    await hook(box, stopPayload(box));
    const path = join(box.memory, 'holdfast.db');
    setSchema(path, 99);
    const before = readFileSync(path);
    await expectNotice(box, /Update Holdfast/);
    await expectDiagnosis(box, /fail +database .*schema 99.*Update Holdfast.*Nothing was changed/);
    expect(readFileSync(path)).toEqual(before);
    setSchema(path, 1);
    await expectArrival(box);
  });

  it('that may not grow: it waits in the spool and arrives when it may', async () => {
    const box = createSandbox();
    const within = ['/bin/sh', '-c', 'ulimit -f 40 && exec "$@"', 'sh'];
    await expectNotice(box, /disk/, { within });
    await expectDiagnosis(box, /fail +database .*disk/, { within });
    await expectArrival(box);
  });
});

describe('a folder that cannot take anything', () => {
  it.skipIf(!canMount)('that is on a read-only disk: what the transcript tells arrives later', async () => {
    const box = createSandbox();
    mkdirSync(box.memory, { mode: 0o700 });
    const mount = `mount --bind '${box.memory}' '${box.memory}' && mount -o remount,bind,ro '${box.memory}'`;
    const within = await enterMounts(box, mount);
    await expectNotice(box, /cannot be written/, { within });
    await expectDiagnosis(box, /fail +folder .*cannot be written/, { within });
    expect(readdirSync(box.memory)).toEqual([]);
    await expectArrivalFromTranscript(box);
  });

  it.skipIf(!canMount)('that is on a full disk: what the transcript tells arrives when there is space', async () => {
    const box = createSandbox();
    mkdirSync(box.memory, { mode: 0o700 });
    const filler = join(box.memory, 'filler');
    const within = await enterMounts(box, `mount -t tmpfs -o size=1m none '${box.memory}'; cat /dev/zero > '${filler}' 2>&-; true`);
    await expectNotice(box, /disk is full/, { within });
    await expectDiagnosis(box, /Only 0 MB are free[^]*fail +database .*disk is full/, { within });
    await run(box, ['rm', filler], { within });
    writeTranscript(box);
    expect(await hook(box, stopPayload(box), { within })).toMatchObject({ code: 0, stdout: '{}\n' });
    const events = await holdfast(box, ['events', '--session', SESSION, '--json'], { within });
    expect(JSON.parse(events.stdout)).toContainEqual(expect.objectContaining({ kind: 'prompt' }));
  });

  it('that is a file: it stays as it is', async () => {
    const box = createSandbox();
    writeFileSync(box.memory, 'not a folder');
    await expectNotice(box, /memory is not available/);
    await expectDiagnosis(box, /fail +folder .*cannot be written.*Check that it is a folder/);
    expect(readFileSync(box.memory, 'utf8')).toBe('not a folder');
    rmSync(box.memory);
    await expectArrivalFromTranscript(box);
  });

  it('that would be below a file', async () => {
    const box = createSandbox();
    writeFileSync(box.memory, 'not a folder');
    const env = { HOLDFAST_HOME: join(box.memory, 'below') };
    await expectNotice(box, /memory is not available/, { env });
    await expectDiagnosis(box, /fail +folder .*cannot be made/, { env });
  });

  it.skipIf(!canBeNobody)('that is nowhere, there being no home: nothing is said to the agent', async () => {
    const box = createSandbox();
    const options = { within: NOBODY, env: { HOME: undefined, HOLDFAST_HOME: undefined, TMPDIR: undefined } };
    expect(await hook(box, promptPayload(box), options)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await holdfast(box, ['doctor'], options)).toMatchObject({ code: 1, stderr: expect.stringMatching(/no home folder\. Set HOLDFAST_HOME/) });
  });

  it('whose settings are wrong: nothing is said to the agent, and doctor names the file', async () => {
    const box = createSandbox();
    mkdirSync(box.memory, { mode: 0o700 });
    writeFileSync(join(box.memory, 'config.json'), '{"contextTokens": "plenty"}');
    expect(await hook(box, promptPayload(box))).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await holdfast(box, ['doctor'])).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/contextTokens.*config\.json/) });
  });
});

async function expectNotice(box: Sandbox, notice: RegExp, options: RunOptions = {}): Promise<void> {
  const ran = await hook(box, promptPayload(box), options);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(ran.stdout)).toEqual({ systemMessage: expect.stringMatching(notice) });
  expect(ran.ms).toBeLessThan(3500);
}

async function expectDiagnosis(box: Sandbox, words: RegExp, options: RunOptions = {}): Promise<void> {
  const ran: Ran = await holdfast(box, ['doctor'], options);
  expect(ran).toMatchObject({ code: 1, stderr: '', stdout: expect.stringMatching(words) });
}

// The hook at the end of a turn brings what waits.
async function expectArrival(box: Sandbox): Promise<void> {
  expect((await storedEvents(box.memory, SESSION)).map(({ kind }) => kind)).not.toContain('prompt');
  expect(await hook(box, stopPayload(box))).toMatchObject({ code: 0, stdout: '{}\n' });
  expect((await storedEvents(box.memory, SESSION)).map(({ kind }) => kind)).toContain('prompt');
  expect(await holdfast(box, ['doctor'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/ok +spool/) });
}

async function expectArrivalFromTranscript(box: Sandbox): Promise<void> {
  writeTranscript(box);
  expect(await hook(box, stopPayload(box))).toMatchObject({ code: 0, stdout: '{}\n' });
  expect(await storedEvents(box.memory, SESSION)).toContainEqual(expect.objectContaining({ kind: 'prompt', text: promptPayload(box)['prompt'] }));
}

function stopPayload(box: Sandbox): Record<string, unknown> {
  const { prompt: _, ...fields } = promptPayload(box, { hook_event_name: 'Stop' });
  return fields;
}

function writeTranscript(box: Sandbox): void {
  const { transcript_path: path, prompt, prompt_id: promptId, cwd, session_id: sessionId } = promptPayload(box);
  const about = { isSidechain: false, sessionId, cwd, timestamp: '2026-05-20T10:00:00.000Z' };
  const lines = [
    { ...about, type: 'user', uuid: 'u1', parentUuid: null, promptId, message: { role: 'user', content: prompt } },
    { ...about, type: 'assistant', uuid: 'u2', parentUuid: 'u1', message: { role: 'assistant', content: [{ type: 'text', text: 'I look.' }] } },
  ];
  mkdirSync(dirname(String(path)), { recursive: true });
  writeFileSync(String(path), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function setSchema(path: string, version: number): void {
  const db = new DatabaseSync(path);
  db.exec(`pragma user_version = ${version}`);
  db.close();
}

// All pages but the first, which says that it is a database.
function damagePages(path: string): void {
  const bytes = readFileSync(path);
  for (let at = 4096; at < bytes.length; at += 512) bytes.fill(0xa5, at, at + 64);
  writeFileSync(path, bytes);
}
