import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { findSurvivors, MARK } from '../../client/processes.ts';
import { hook, promptPayload, SESSION } from '../../surfaces/hook/payload.ts';
import { holdfast } from '../../surfaces/run.ts';
import { createSandbox } from '../../surfaces/sandbox.ts';
import { storedEvents } from '../../surfaces/stored.ts';
import { can } from './can.ts';
import { THOROUGH } from '../form.ts';
import { startToldSession, takeToldTurn, type ToldSession } from './told-session.ts';

// A disk that spins and is busy.
const SYNC_MS = 150;
// `holdfast hook` has one second, and Node under a tracer takes its time to start.
const HOOK_MS = 2000;
const LEAVE_MS = 500;
// The tracer is the grandchild, so that our process is the child that signals reach.
const WITHIN = slowDisk(SYNC_MS);
const works = THOROUGH && can('a slow disk', [...WITHIN, 'true']);

function slowDisk(ms: number): readonly string[] {
  const calls = 'fdatasync,fsync';
  return ['strace', '-D', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${calls}:delay_enter=${ms}ms`];
}

describe.skipIf(!works)(`on a disk that takes ${SYNC_MS} ms to write something down`, () => {
  it('doctor says so, and what to do', async () => {
    const box = createSandbox();
    await hook(box, promptPayload(box));
    expect(await holdfast(box, ['doctor'], { within: WITHIN })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^warn +disk +One write .* took \d+ ms: its disk is slow.*Set HOLDFAST_HOME/m),
    });
  });

  it('a session process answers its hooks in time, and leaves in time when it is told to', async () => {
    const session = await startToldSession(createSandbox(), WITHIN);
    const { box, told } = session;
    for (const turn of [1, 2, 3]) await takeToldTurn(session, turn);
    expect(await leave(session)).toEqual({ inTime: true, signal: null });
    expect(await findSurvivors(box.env[MARK]!, LEAVE_MS)).toEqual([]);
    expect((await storedEvents(box.memory, SESSION)).map(({ id }) => id)).toEqual(expect.arrayContaining(told));
  });

  it('a hook that is a process gives its answer in time', async () => {
    const box = createSandbox();
    await hook(box, promptPayload(box));
    const ran = await hook(box, promptPayload(box, { prompt_id: 'prompt-2' }), { within: WITHIN });
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\{/) });
    expect(ran.ms).toBeLessThan(HOOK_MS);
  });
});

describe.skipIf(!works)('on a disk that takes a second to write something down', () => {
  it('a session process does not wait for it when it leaves', async () => {
    const box = createSandbox();
    await hook(box, promptPayload(box));
    const session = await startToldSession(box, slowDisk(1000));
    // The second turn is written after the log was emptied for what the first hook left.
    for (const turn of [1, 2]) await takeToldTurn(session, turn);
    // With the first event the disk is measured; the kernel lets no process go that is in the middle of that.
    await setTimeout(1500);
    expect(await leave(session)).toEqual({ inTime: true, signal: null });
    expect((await storedEvents(box.memory, SESSION)).map(({ id }) => id)).toEqual(expect.arrayContaining(session.told));
  });

  it('a hook that is a process keeps its deadline', async () => {
    const box = createSandbox();
    await hook(box, promptPayload(box));
    const ran = await hook(box, promptPayload(box, { prompt_id: 'prompt-2' }), { within: slowDisk(1000) });
    expect(ran.code).toBe(0);
    expect(ran.ms).toBeLessThan(HOOK_MS);
  });
});

async function leave({ server }: ToldSession): Promise<{ readonly inTime: boolean; readonly signal: NodeJS.Signals | null }> {
  const began = performance.now();
  server.signal('SIGINT');
  const { signal } = await server.ended;
  return { inTime: performance.now() - began < LEAVE_MS, signal };
}
