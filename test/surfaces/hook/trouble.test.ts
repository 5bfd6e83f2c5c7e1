import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { HOLDFAST, holdfast, type Ran, run, type RunOptions } from '../run.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { storedEvents } from '../stored.ts';
import { canMount, enterMounts } from './mount-namespace.ts';
import { hook, PROMPT, promptPayload, SESSION } from './payload.ts';

const NOBODY = ['setpriv', '--reuid=65533', '--clear-groups', '--'];
const canBeNobody = spawnSync(NOBODY[0]!, [...NOBODY.slice(1), process.execPath, HOLDFAST, '--version']).status === 0;

describe('a database that cannot take what was captured', () => {
  it('that is locked: it waits in the spool and arrives with the turn that follows', async () => {
    const box = createSandbox();
    await hook(box, stopPayload(box));
    const db = new DatabaseSync(join(box.memory, 'holdfast.db'));
    db.exec('begin immediate');
    expect(await tellUser(box)).toMatch(/locked by another process.*holdfast doctor/);
    expect(await diagnose(box, { env: { HOLDFAST_BUSY_TIMEOUT_MS: '100' } })).toMatchObject(
      ill(/fail +database .*locked by another process/),
    );
    db.exec('rollback');
    db.close();
    expect(await endTurn(box)).toEqual([PROMPT]);
  });

  it('that is no database: doctor --repair sets it aside, and what waited arrives', async () => {
    const box = createSandbox();
    mkdirSync(box.memory, { mode: 0o700 });
    writeFileSync(join(box.memory, 'holdfast.db'), 'shopping list: milk, eggs, bread'.repeat(500));
    expect(await tellUser(box)).toMatch(/not a database/);
    expect(await diagnose(box)).toMatchObject(ill(/fail +database .*not a database.*doctor --repair/));
    expect(await holdfast(box, ['doctor', '--repair'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/kept as .*holdfast import/),
    });
    const kept = readdirSync(box.memory).find((name) => name.includes('.damaged-'));
    expect(readFileSync(join(box.memory, kept ?? ''), 'utf8')).toMatch(/^shopping list/);
    expect(await endTurn(box)).toEqual([PROMPT]);
  });

  it('that has holes: doctor finds them and --repair starts anew', async () => {
    const box = createSandbox();
    await holdfast(box, ['remember', 'Sessions last an hour.']);
    damagePages(join(box.memory, 'holdfast.db'));
    expect(await hook(box, promptPayload(box))).toMatchObject({ code: 0, stderr: '' });
    expect(await diagnose(box)).toMatchObject(ill(/fail +database .*damaged.*doctor --repair/));
    expect(await holdfast(box, ['doctor', '--repair'])).toMatchObject({ code: 0 });
    expect(await holdfast(box, ['remember', 'Sessions last two hours.'])).toMatchObject({ code: 0 });
  });

  it('of a newer Holdfast: nothing in it is changed, and what waited arrives after the update', async () => {
    const box = createSandbox();
    await hook(box, stopPayload(box));
    const path = join(box.memory, 'holdfast.db');
    const schema = setSchema(path, 99);
    const before = readFileSync(path);
    expect(await tellUser(box)).toMatch(/Update Holdfast/);
    expect(await diagnose(box)).toMatchObject(ill(/fail +database .*schema 99.*Update Holdfast.*Nothing was changed/));
    expect(readFileSync(path)).toEqual(before);
    setSchema(path, schema);
    expect(await endTurn(box)).toEqual([PROMPT]);
  });

  it('that may not grow: it waits in the spool and arrives when it may', async () => {
    const box = createSandbox();
    const within = ['/bin/sh', '-c', 'ulimit -f 40 && exec "$@"', 'sh'];
    expect(await tellUser(box, { within })).toMatch(/disk/);
    expect(await diagnose(box, { within })).toMatchObject(ill(/fail +database .*disk/));
    expect(await endTurn(box)).toEqual([PROMPT]);
  });
});

describe('a folder that cannot take anything', () => {
  it.skipIf(!canMount)('that is on a read-only disk: what the transcript tells arrives later', async () => {
    const box = createSandbox();
    mkdirSync(box.memory, { mode: 0o700 });
    const mount = `mount --bind '${box.memory}' '${box.memory}' && mount -o remount,bind,ro '${box.memory}'`;
    const within = await enterMounts(box, mount);
    expect(await tellUser(box, { within })).toMatch(/cannot be written/);
    expect(await diagnose(box, { within })).toMatchObject(ill(/fail +folder .*cannot be written/));
    expect(readdirSync(box.memory)).toEqual([]);
    writeTranscript(box);
    expect(await endTurn(box)).toEqual([PROMPT]);
  });

  it.skipIf(!canMount)('that is on a full disk: what the transcript tells arrives when there is space', async () => {
    const box = createSandbox();
    mkdirSync(box.memory, { mode: 0o700 });
    const filler = join(box.memory, 'filler');
    const within = await enterMounts(
      box,
      `mount -t tmpfs -o size=1m,mode=0700 none '${box.memory}'; cat /dev/zero > '${filler}' 2>&-; true`,
    );
    expect(await tellUser(box, { within })).toMatch(/disk is full/);
    expect(await diagnose(box, { within })).toMatchObject(ill(/Only 0 MB are free[^]*fail +database .*disk is full/));
    await run(box, ['rm', filler], { within });
    writeTranscript(box);
    expect(await hook(box, stopPayload(box), { within })).toMatchObject({ code: 0, stdout: '{}\n' });
    const events = await holdfast(box, ['events', '--session', SESSION, '--json'], { within });
    expect(JSON.parse(events.stdout)).toContainEqual(expect.objectContaining({ kind: 'prompt' }));
  });

  it('that is a file: it stays as it is', async () => {
    const box = createSandbox();
    writeFileSync(box.memory, 'not a folder');
    expect(await tellUser(box)).toMatch(/memory is not available/);
    expect(await diagnose(box)).toMatchObject(ill(/fail +folder .*cannot be written.*Check that it is a folder/));
    expect(readFileSync(box.memory, 'utf8')).toBe('not a folder');
    rmSync(box.memory);
    writeTranscript(box);
    expect(await endTurn(box)).toEqual([PROMPT]);
  });

  it('that would be below a file', async () => {
    const box = createSandbox();
    writeFileSync(box.memory, 'not a folder');
    const env = { HOLDFAST_HOME: join(box.memory, 'below') };
    expect(await tellUser(box, { env })).toMatch(/memory is not available/);
    expect(await diagnose(box, { env })).toMatchObject(ill(/fail +folder .*cannot be made/));
  });

  it.skipIf(process.platform !== 'linux')('that would be where nothing can be made: the hook does not try for ever', async () => {
    const box = createSandbox();
    expect(await tellUser(box, { env: { HOLDFAST_HOME: '/proc/nowhere/memory' }, timeLimitMs: 5000 })).toMatch(/memory is not available/);
  });

  it.skipIf(!canBeNobody)('that is nowhere, there being no home: nothing is said to the agent', async () => {
    const box = createSandbox();
    const options = { within: NOBODY, env: { HOME: undefined, HOLDFAST_HOME: undefined, TMPDIR: undefined } };
    expect(await hook(box, promptPayload(box), options)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await holdfast(box, ['doctor'], options)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no home folder\. Set HOLDFAST_HOME/),
    });
  });

  it('whose settings are wrong: nothing is said to the agent, and doctor names the file', async () => {
    const box = createSandbox();
    mkdirSync(box.memory, { mode: 0o700 });
    writeFileSync(join(box.memory, 'config.json'), '{"contextTokens": "plenty"}');
    expect(await hook(box, promptPayload(box))).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await holdfast(box, ['doctor'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/contextTokens.*config\.json/),
    });
  });
});

// What the user is told, where the hook did as it should.
async function tellUser(box: Sandbox, options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr, ms } = await hook(box, promptPayload(box), options);
  const { systemMessage, ...rest } = JSON.parse(stdout) as Record<string, unknown>;
  expect({ code, stderr, rest, inTime: ms < 3500 }).toEqual({ code: 0, stderr: '', rest: {}, inTime: true });
  return String(systemMessage);
}

function diagnose(box: Sandbox, options: RunOptions = {}): Promise<Ran> {
  return holdfast(box, ['doctor'], options);
}

function ill(words: RegExp): object {
  return { code: 1, stderr: '', stdout: expect.stringMatching(words) };
}

// The hook at the end of a turn brings what waits.
async function endTurn(box: Sandbox): Promise<readonly (string | undefined)[]> {
  const before = (await storedEvents(box.memory, SESSION)).filter(({ kind }) => kind === 'prompt');
  const ran = await hook(box, stopPayload(box));
  expect({ before, ...ran }).toMatchObject({ before: [], code: 0, stdout: '{}\n', stderr: '' });
  return (await storedEvents(box.memory, SESSION)).filter(({ kind }) => kind === 'prompt').map(({ text }) => text);
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
    {
      ...about,
      type: 'assistant',
      uuid: 'u2',
      parentUuid: 'u1',
      message: { role: 'assistant', content: [{ type: 'text', text: 'I look.' }] },
    },
  ];
  mkdirSync(dirname(String(path)), { recursive: true });
  writeFileSync(String(path), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

// Returns the version it had.
function setSchema(path: string, version: number): number {
  const db = new DatabaseSync(path);
  const before = db.prepare('pragma user_version').get()?.['user_version'];
  db.exec(`pragma user_version = ${version}`);
  db.close();
  return Number(before);
}

// All pages but the first, which says that it is a database.
function damagePages(path: string): void {
  const bytes = readFileSync(path);
  for (let at = 4096; at < bytes.length; at += 512) bytes.fill(0xa5, at, at + 64);
  writeFileSync(path, bytes);
}
