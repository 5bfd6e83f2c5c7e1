import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { startFakeApi } from './fake-api.ts';
import { bash, say } from './reply.ts';
import { startSession } from './session.ts';
import { untilStored } from './stored.ts';
import { hasToolUse } from './transcript.ts';
import { waitFor } from './wait-for.ts';
import { createWorld } from './world.ts';

describe('a session whose client is killed in the middle of a tool', () => {
  it('is complete after the next start: every event once, also what only the transcript knew', async () => {
    await using world = await createWorld();
    const [good, bad] = [bash('echo first'), bash('exit 3')];
    // The tool outlives the client until it is told to end; it is none of ours.
    const endless = bash('until [ -e end-of-tool ]; do perl -e "select undef, undef, undef, 0.02"; done');
    const replies = [
      { text: 'I start with the easy part.', tools: [good, bad] },
      { text: 'Now the hard part.', tools: [endless] },
      say('Hello.'),
    ];
    await using api = await startFakeApi({ replies });
    await using killed = await startSession(world, api);
    killed.say('Do both parts.');
    await waitFor('the last call', async () => (await hasToolUse(world, killed.id, endless.id)) || undefined);
    await killed.kill('SIGKILL');
    await writeFile(`${world.project}/end-of-tool`, '');

    await using next = await startSession(world, api);
    await next.ask('Where were we?');
    const events = await untilStored(world, killed.id, (stored) => stored.some(({ text }) => text === 'Now the hard part.'));
    const told = events.filter(({ kind }) => kind !== 'session_start' && kind !== 'session_end');
    const results = told.map(({ text, call: made }) => text ?? `${made?.output} (${made?.failed ? 'failed' : 'ok'})`);
    expect(results).toEqual(
      expect.arrayContaining(['Do both parts.', 'I start with the easy part.', 'first (ok)', 'Exit code 3 (failed)', 'Now the hard part.']),
    );
    expect(new Set(results).size, 'nothing twice').toBe(results.length);
  });
});
