import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hook, promptPayload } from '../../surfaces/hook/payload.ts';
import { holdfast, run } from '../../surfaces/run.ts';
import { createSandbox, type Sandbox } from '../../surfaces/sandbox.ts';
import { can } from './can.ts';
import { THOROUGH } from '../form.ts';
import { startToldSession, takeToldTurn } from './told-session.ts';

const SFTP_SERVER = '/usr/lib/openssh/sftp-server';
const works =
  THOROUGH &&
  can('a network-like disk', ['test', '-c', '/dev/fuse']) &&
  can('a network-like disk', ['sshfs', '--version']) &&
  can('a network-like disk', ['test', '-x', SFTP_SERVER]);
const TOLD = /^warn +disk +.* is not on a local disk \(FUSE.*Set HOLDFAST_HOME to a folder on a local disk/m;

describe.skipIf(!works)('on a disk that is not local', () => {
  it('doctor says so and what to do; what is told is stored', async () => {
    const box = createSandbox();
    const behind = await mountSftp(box);
    const session = await startToldSession(box, []);
    for (const turn of [1, 2, 3]) await takeToldTurn(session, turn);
    expect(session.notices).toEqual([]);
    session.server.end();
    expect(await session.server.ended).toEqual({ code: 0, signal: null });
    expect(await holdfast(box, ['doctor'])).toMatchObject({ code: 0, stdout: expect.stringMatching(TOLD) });
    const { stdout } = await holdfast(box, ['events', '--session', String(promptPayload(box)['session_id']), '--json']);
    expect((JSON.parse(stdout) as { id: string }[]).map(({ id }) => id)).toEqual(expect.arrayContaining(session.told));
    expect(readdirSync(behind)).toEqual(['holdfast.db']);
  });

  it('and that lets processes share no memory: hooks do not hold up the agent, what they told waits, and doctor says why', async () => {
    const box = createSandbox();
    const behind = await mountSftp(box, 'direct_io');
    const ran = await hook(box, promptPayload(box));
    expect(ran).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/memory is not available.*holdfast doctor/) });
    expect(await holdfast(box, ['doctor'])).toMatchObject({ code: 1, stdout: expect.stringMatching(TOLD) });
    expect(readdirSync(join(behind, 'spool'))).toHaveLength(1);
  });
});

// The folder of the memory, seen through sshfs without a network. Returns the folder behind it. Unmounted when the test ends.
async function mountSftp(box: Sandbox, ...options: readonly string[]): Promise<string> {
  const behind = join(box.root, 'behind');
  for (const folder of [behind, box.memory]) mkdirSync(folder, { mode: 0o700 });
  const connection = join(box.root, 'connection');
  writeFileSync(connection, `#!/bin/sh\nexec ${SFTP_SERVER}\n`);
  chmodSync(connection, 0o700);
  const all = [`ssh_command=${connection}`, 'idmap=none', ...options].join(',');
  onTestFinished(async () => void (await run(box, ['umount', box.memory])));
  expect(await run(box, ['sshfs', '-o', all, `nowhere:${behind}`, box.memory])).toMatchObject({ code: 0, stderr: '' });
  return behind;
}
