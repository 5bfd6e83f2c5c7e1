import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { waitFor } from '../../client/wait-for.ts';
import { enterMounts } from '../../surfaces/hook/mount-namespace.ts';
import { SESSION } from '../../surfaces/hook/payload.ts';
import { HOLDFAST, type Ran, run } from '../../surfaces/run.ts';
import { createSandbox, type Sandbox } from '../../surfaces/sandbox.ts';
import { can } from './can.ts';
import { THOROUGH } from '../form.ts';
import { startToldSession, takeToldTurn, type ToldSession } from './told-session.ts';

const DISK_MB = 20;
const MANY_CALLS = 20;
const MOST_TURNS = 200;
const works = can('a small disk', ['unshare', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']);

describe.skipIf(!works)(`on a disk of ${DISK_MB} MB`, () => {
  it('that somebody fills up: the session goes on, the user is told once, and all arrives when there is space', async () => {
    const { session, within } = await startOnDisk();
    for (const turn of [1, 2]) await takeToldTurn(session, turn);
    await runIn(session, within, 'cat /dev/zero > filler 2>&-; true');
    for (const turn of [3, 4, 5, 6]) await takeToldTurn(session, turn, MANY_CALLS);
    expect(session.notices).toEqual([expect.stringMatching(/disk is full.*holdfast doctor/)]);
    await runIn(session, within, 'rm filler');
    await takeToldTurn(session, 7);
    await expectAll(session, within);
  });

  it.skipIf(!THOROUGH)('that its own work fills up: the same', async () => {
    const { session, within } = await startOnDisk();
    let turn = 1;
    for (; session.notices.length === 0 && turn < MOST_TURNS; turn += 1) await takeToldTurn(session, turn, MANY_CALLS);
    for (const end = turn + 4; turn < end; turn += 1) await takeToldTurn(session, turn, MANY_CALLS);
    expect(session.notices).toEqual([expect.stringMatching(/disk is full.*holdfast doctor/)]);
    await run(session.box, ['mount', '-o', `remount,size=${10 * DISK_MB}m`, session.box.memory], { within });
    await takeToldTurn(session, turn);
    await expectAll(session, within);
  });
});

async function startOnDisk(): Promise<{ readonly session: ToldSession; readonly within: readonly string[] }> {
  const box = createSandbox();
  mkdirSync(box.memory, { mode: 0o700 });
  const within = await enterMounts(box, `mount -t tmpfs -o size=${DISK_MB}m,mode=700 none '${box.memory}'`);
  return { session: await startToldSession(box, within), within };
}

function runIn({ box }: ToldSession, within: readonly string[], script: string): Promise<Ran> {
  return run(box, ['/bin/sh', '-c', `cd '${box.memory}' && ${script}`], { within });
}

// After one more session, which has the time to bring what waited.
async function expectAll(session: ToldSession, within: readonly string[]): Promise<void> {
  const { box, server, told } = session;
  server.end();
  expect(await server.ended).toEqual({ code: 0, signal: null });
  const { server: next } = await startToldSession(box, within);
  let lost: readonly string[] = told;
  const describeLost = (): string => `${lost.length} of ${told.length} events`;
  await waitFor(describeLost, async () => (lost = await findLost(box, told, within)).length === 0 || undefined);
  next.end();
  expect(await next.ended).toEqual({ code: 0, signal: null });
  expect(await run(box, [process.execPath, HOLDFAST, 'doctor'], { within })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^ok +database +Sound[^]*^ok +spool +Empty/m),
  });
  const files = (await runIn(session, within, 'find . -type f')).stdout.trim().split('\n');
  expect(files.toSorted()).toEqual(['./holdfast.db', './holdfast.log']);
}

async function findLost(box: Sandbox, told: readonly string[], within: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(box, [process.execPath, HOLDFAST, 'events', '--session', SESSION, '--json'], { within });
  const stored = new Set((JSON.parse(stdout) as { readonly id: string }[]).map(({ id }) => id));
  return told.filter((id) => !stored.has(id));
}
