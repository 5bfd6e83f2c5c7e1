import { describe, expect, it } from 'vitest';
import { findSurvivors, MARK } from '../../client/processes.ts';
import { waitFor } from '../../client/wait-for.ts';
import { hook, promptPayload, SESSION } from '../../surfaces/hook/payload.ts';
import { type Reply, type Server, startServer } from '../../surfaces/mcp/server.ts';
import { createSandbox, type Sandbox } from '../../surfaces/sandbox.ts';
import { storedEvents } from '../../surfaces/stored.ts';
import { configureModel } from '../../surfaces/with-model.ts';
import { OWN_BUILD } from '../build.ts';
import { turnPayloads } from '../fixtures/payloads.ts';
import { look } from '../look.ts';
import { can } from './can.ts';
import { defineConstrained } from './define-constrained.ts';
import { THOROUGH } from '../form.ts';
import { allowThreads, withThreads } from './unprivileged.ts';

const MOST = 64;
// Of one turn.
const EVENTS = 5;
const works = can(`${MOST} threads`, [...withThreads(MOST), process.execPath, '--version']);

describe(`with ${MOST} threads for all processes of a user`, () => {
  defineConstrained(2, withThreads(MOST), works);
});

describe.skipIf(!works)('where no thread and no child can be started any more', () => {
  it('a session process goes on, and a model that cannot be asked is a failure of the model only', async () => {
    const box = createSandbox();
    configureModel(box, 'answers');
    const server = await startSession(box);
    await takeTurn(server, box, 1);
    allowThreads(server.pid, 1);
    await takeTurn(server, box, 2);
    const failed = `select error from job where kind = 'enrich' and error is not null`;
    await waitFor('a failure of the model', () => look(at(box), failed)[0]);
    expect((await takeTurn(server, box, 3)).map(({ error }) => error)).toEqual(Array.from({ length: 4 }));
    await waitFor(
      'memories of all turns',
      () => look(at(box), `select distinct turn from memory where turn <> '*'`).length === 3 || undefined,
    );
    server.end();
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(await findSurvivors(box.env[MARK]!, 2000)).toEqual([]);
    expect(await storedEvents(box.memory, 'session-1')).toHaveLength(3 * EVENTS);
  });

  it('a session process that had started none of its own goes on', async () => {
    const box = createSandbox();
    const server = await startSession(box);
    allowThreads(server.pid, 1);
    await takeTurn(server, box, 1);
    server.end();
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(await storedEvents(box.memory, 'session-1')).toHaveLength(EVENTS);
  });

  // It aborts, or waits for ever for workers of V8; what the agent grants a hook ends it.
  it.skipIf(!THOROUGH).each([1, 4])(
    'a hook that gets %i threads, for which Node itself does not start, is no order to stop',
    async (most) => {
      const box = createSandbox();
      const ran = await hook(box, promptPayload(box), { within: withThreads(most), timeLimitMs: 2000 });
      expect(ran).toMatchObject({ code: null, stdout: '' });
      expect(await hook(box, promptPayload(box))).toMatchObject({ code: 0, stderr: '' });
      expect(await storedEvents(box.memory, SESSION)).toHaveLength(1);
    },
  );

  it('a hook in which Node starts ends with 0', async () => {
    const box = createSandbox();
    expect(await hook(box, promptPayload(box), { within: withThreads(9) })).toMatchObject({ code: 0, stderr: '' });
  });
});

async function startSession(box: Sandbox): Promise<Server> {
  const server = startServer(box, { command: [...withThreads(MOST), ...OWN_BUILD.server] });
  await server.ask('initialize', { protocolVersion: '2025-11-25' });
  return server;
}

async function takeTurn(server: Server, box: Sandbox, turn: number): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (const fields of turnPayloads('session-1', turn, box.project))
    replies.push(await server.ask('tools/call', { name: 'capture', arguments: fields }));
  return replies;
}

function at({ memory }: Sandbox): { database: string } {
  return { database: `${memory}/holdfast.db` };
}
