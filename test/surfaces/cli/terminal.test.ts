import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hook, promptPayload, SESSION } from '../hook/payload.ts';
import { readConfig, wireToLook } from '../../../src/wire.ts';
import { sampleDraft } from '../../samples.ts';
import { HOLDFAST, holdfast, run } from '../run.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { createFilledSandbox, DEMO_PROJECT } from './filled-memory.ts';

// Control characters but line feed and tab, and those that turn the direction of a line.
const OBEYED = /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u;
const HOSTILE = 'red \u001b[31malert\u001b[0m \u009b2J \u0007\u0008\r \u007f \u202Etxt.exe\u202C';

it('colours only where asked or in a terminal', async () => {
  const box = await createFilledSandbox();
  const args = ['search', '--project', DEMO_PROJECT];
  expect((await holdfast(box, args)).stdout).not.toMatch(OBEYED);
  expect((await holdfast(box, args, { env: { NO_COLOR: '1', TERM: 'xterm-256color' } })).stdout).not.toMatch(OBEYED);
  expect((await holdfast(box, args, { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[36m');
  expect((await holdfast(box, ['nope'], { env: { NO_COLOR: '1' } })).stderr).not.toMatch(OBEYED);
});

it('prints no control character that somebody stored', async () => {
  const box = createSandbox();
  const cwd = join(box.root, 'work/\u001b[7mproject');
  mkdirSync(cwd);
  await holdfast(box, ['remember', HOSTILE, '--title', `title\nsecond line ${HOSTILE}`, '--type', `note\u001b[1m`], { cwd });
  await hook(box, promptPayload(box, { cwd, prompt: HOSTILE }));
  const resting = await restOnEvents(box);
  const commands = [
    ['search'],
    ['search', 'alert'],
    ['timeline'],
    ['show', '1'],
    ['evidence', '1', resting],
    ['context'],
    ['status'],
    ['doctor'],
    ['events', '--session', SESSION],
  ];
  for (const args of commands) {
    const ran = await holdfast(box, args, { cwd });
    expect(ran).toMatchObject({ code: 0, stderr: '', stdout: expect.not.stringMatching(OBEYED) });
    expect(ran.stdout).not.toMatch(/^second line/m);
  }
  for (const args of [
    ['search', '--json'],
    ['show', '1', '--json'],
    ['evidence', resting, '--json'],
    ['events', '--session', SESSION, '--json'],
    ['status', '--json'],
  ]) {
    const { stdout } = await holdfast(box, args, { cwd });
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
    expect(JSON.stringify(JSON.parse(stdout))).toContain('\\u001b[');
  }
});

it('prints no control character that it is called with', async () => {
  const box = createSandbox();
  for (const args of [
    [HOSTILE],
    ['search', `--${HOSTILE}`],
    ['search', '--limit', HOSTILE],
    ['show', HOSTILE],
    ['search', '--project', HOSTILE],
    ['import', HOSTILE],
  ]) {
    const ran = await holdfast(box, args);
    expect(ran.code).toBeGreaterThan(0);
    expect(ran.stderr).toMatch(/^holdfast: [^\n]+\n$/);
    expect(ran.stderr).not.toMatch(OBEYED);
  }
});

it('a reader that has seen enough is no fault', async () => {
  const box = await createFilledSandbox();
  const script = '("$@"; echo "status $?" >&2) | true';
  const ran = await run(box, ['/bin/sh', '-c', script, 'sh', process.execPath, HOLDFAST, 'search', '--all-projects', '--json']);
  expect(ran.stderr).toBe('status 0\n');
});

// A memory that rests on all that was recorded; returns its number.
async function restOnEvents(box: Sandbox): Promise<string> {
  await using ports = await wireToLook(readConfig({ HOLDFAST_HOME: box.memory }));
  const { slot: _, ...draft } = sampleDraft({ evidence: (await ports.store.stubs(SESSION)).map(({ id }) => id) });
  const { project } = (await ports.store.session(SESSION))!;
  return String((await ports.store.remember({ ...draft, project, session: SESSION, agent: 'test', distilledBy: 'user' })).number);
}
