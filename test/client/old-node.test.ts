import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startFakeApi } from './fake-api.ts';
import { bash, call, say } from './reply.ts';
import { startSession, type Session } from './session.ts';
import { createWorld, type World } from './world.ts';

const realOldNode = findOldNode();

describe('where the node on PATH is too old', () => {
  it('a session works as if we were not there, and the user is told once', async () => {
    await using world = await createWorld();
    expect(await liveThrough(world, await pretendOldNode(world))).toEqual(UNDISTURBED);
  });

  it.skipIf(realOldNode === undefined)('so it does with a real one', async () => {
    await using world = await createWorld();
    expect(await liveThrough(world, realOldNode!)).toEqual(UNDISTURBED);
  });
});

const UNDISTURBED = {
  answers: ['Done.', 'Again.'],
  notices: [expect.stringMatching(/Holdfast.*22\.16/)],
  ending: { code: 0, signal: null, stderr: '' },
};

async function liveThrough(world: World, folder: string): Promise<object> {
  await using api = await startFakeApi({ replies: [call(bash('echo fine')), say('Done.'), say('Again.')] });
  await using session = await startSession(world, api, { environment: { PATH: `${folder}:/usr/bin:/bin` } });
  const answers = [await session.ask('Go.'), await session.ask('Go on.')];
  return { answers, notices: notices(session), ending: await session.close() };
}

function notices({ messages }: Session): readonly (string | undefined)[] {
  return messages
    .filter(({ subtype, content }) => subtype === 'informational' && content?.includes('Holdfast'))
    .map(({ content }) => content);
}

// This node under another version number: what our entry point can see of an old one.
async function pretendOldNode({ root }: World): Promise<string> {
  const folder = join(root, 'old-node');
  await mkdir(folder);
  const claim =
    "const node = '18.20.8'; Object.defineProperty(process, 'version', { value: 'v' + node }); Object.defineProperty(process, 'versions', { value: { ...process.versions, node } });";
  await writeFile(join(folder, 'claim.cjs'), claim);
  await writeFile(join(folder, 'node'), `#!/bin/sh\nexec '${process.execPath}' --require '${folder}/claim.cjs' "$@"\n`);
  await chmod(join(folder, 'node'), 0o755);
  return folder;
}

function findOldNode(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.find((folder) => /^v(1\d|20|21)\./.test(askVersion(join(folder, 'node'))));
}

function askVersion(node: string): string {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000 });
  } catch {
    return '';
  }
}
