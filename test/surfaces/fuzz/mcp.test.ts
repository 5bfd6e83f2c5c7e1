import * as fc from 'fast-check';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anyFrames, cutUp, expectedIds } from '../../fuzz/any-rpc.ts';
import { campaign, inTime, PATIENCE_MS, SEED } from '../../fuzz/campaign.ts';
import { expectReply, type Reply } from '../../fuzz/expect-reply.ts';
import { readConfig, wireToLook } from '../../../src/wire.ts';
import { type Server, startServer } from '../mcp/server.ts';
import { createSandbox } from '../sandbox.ts';

const MOST_MEGABYTES = 250;

describe(`a session process that is sent anything, from seed ${SEED}`, { timeout: PATIENCE_MS }, () => {
  it('answers each request once, lives on, stays small and quiet, and its memory stays sound', async () => {
    const box = createSandbox();
    const server = startServer(box);
    await fc.assert(
      fc.asyncProperty(
        anyFrames,
        fc.array(fc.nat(), { maxLength: 5 }),
        inTime(async (bytes, cuts) => {
          for (const piece of cutUp(bytes, cuts)) await server.write(piece);
          const expected = expectedIds(bytes);
          const replies: Reply[] = [];
          while (replies.length < expected.length) replies.push({ ...(await server.next()) });
          for (const reply of replies) expectReply(reply);
          expect(replies.map(({ id }) => JSON.stringify(id)).toSorted()).toEqual(expected.toSorted());
          await expectAlive(server);
        }),
      ),
      campaign(60),
    );
    expect(residentMegabytes(server.pid)).toBeLessThan(MOST_MEGABYTES);
    server.end();
    expect(await server.ended).toEqual({ code: 0, signal: null });
    await using ports = await wireToLook(readConfig({ HOLDFAST_HOME: box.memory }));
    expect(await ports.store.check()).toEqual([]);
  });

  it('lives on where its settings are wrong', async () => {
    const box = createSandbox();
    mkdirSync(box.memory);
    writeFileSync(join(box.memory, 'config.json'), '{ no json');
    const server = startServer(box);
    await fc.assert(
      fc.asyncProperty(
        anyFrames,
        inTime(async (bytes) => {
          await server.write(bytes);
          await expectAlive(server);
        }),
      ),
      campaign(40),
    );
    server.end();
    expect(await server.ended).toEqual({ code: 0, signal: null });
  });
});

// What else it says meanwhile is passed over.
async function expectAlive(server: Server): Promise<void> {
  const id = crypto.randomUUID();
  await server.write(`${JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' })}\n`);
  let reply = await server.next();
  while (reply.id !== id) reply = await server.next();
  expect(reply).toEqual({ jsonrpc: '2.0', id, result: {} });
  expect(server.stderr()).toBe('');
}

// Linux only; elsewhere nothing is known.
function residentMegabytes(pid: number): number {
  if (process.platform !== 'linux') return 0;
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
