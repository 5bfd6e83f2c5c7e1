import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { openScene } from '../contract/store/scene.ts';
import { BLANK, NOON, sampleCall, sampleDraft } from '../samples.ts';
import { promptPayload } from './hook/payload.ts';
import { startServer } from './mcp/server.ts';
import { holdfast } from './run.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';

const SECRET = 'Xyzzy9plugh';

it('holdfast drain takes out what an earlier version stored, and leaves the rest', async () => {
  const box = await createOldMemory();
  expect(filesWith(box)).not.toEqual([]);
  expect(await holdfast(box, ['drain'])).toMatchObject({ code: 0, stderr: '' });
  expect(filesWith(box)).toEqual([]);
  const { stdout } = await holdfast(box, ['events', '--session', 'session-1', '--json']);
  expect(JSON.parse(stdout)).toMatchObject([{ text: 'Log in with password=[secret: assignment]' }, { call: { failed: true } }]);
  expect((await holdfast(box, ['show', '2'])).stdout).toContain('password=[secret: assignment] is for staging');
});

it('a session process does so in idle time', async () => {
  const box = await createOldMemory();
  const server = startServer(box);
  await server.ask('initialize', { protocolVersion: '2025-11-25' });
  const stop = promptPayload(box, { hook_event_name: 'Stop', last_assistant_message: 'Done.' });
  for (const payload of [promptPayload(box), stop]) await server.ask('tools/call', { name: 'capture', arguments: payload });
  await expect.poll(() => filesWith(box), { interval: 100 }).toEqual([]);
  server.end();
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(filesWith(box)).toEqual([]);
});

// As it was stored before there were rules: in a prompt, in what a tool answered, in what was made of them, in a note of the user.
async function createOldMemory(): Promise<Sandbox> {
  const box = createSandbox();
  const open = (): ReturnType<typeof openSqliteStore> =>
    openSqliteStore({ path: join(box.memory, 'holdfast.db'), busyTimeoutMs: 1000, clock: Date.now });
  await using scene = await openScene(open);
  const agent = 'claude-code';
  const call = sampleCall(`Error: cannot log in with password=${SECRET}`, true);
  await scene.tell({ agent, text: `Log in with password=${SECRET}` }, { agent, id: 'event-2', kind: 'tool_call', at: NOON + 1, call });
  await scene.distill('prompt-1', [{ title: `Logged in with ${SECRET}`, evidence: ['event-1', 'event-2'] }]);
  const { slot: _, ...note } = sampleDraft({ ...BLANK, title: `password=${SECRET} is for staging`, content: {}, evidence: [] });
  await scene.store.remember({ ...note, project: scene.project.id, session: '', agent: '', distilledBy: 'user' });
  while ((await scene.store.indexRecord(20, Date.now())) > 0);
  while ((await scene.store.learnWords(20)) > 0);
  return box;
}

// Full-text indexes store words without the prefix they share with their neighbour, in lower case.
function filesWith({ memory }: Sandbox): readonly string[] {
  return readdirSync(memory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path, 'latin1').toLowerCase().includes(SECRET.toLowerCase().slice(3)));
}
