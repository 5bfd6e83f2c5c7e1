import * as fc from 'fast-check';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { answer } from '../../src/surfaces/mcp/answer.ts';
import { type AskPeer, serveRpc } from '../../src/surfaces/mcp/rpc.ts';
import { anyAnswer, anyFrames, cutUp, expectedIds } from './any-rpc.ts';
import { linesOf } from '../lines-of.ts';
import { campaign, inTime, PATIENCE_MS, SEED } from './campaign.ts';
import { expectReply, type Reply } from './expect-reply.ts';
import { openMemory } from './open-memory.ts';

describe(`any JSON-RPC, from seed ${SEED}`, { timeout: PATIENCE_MS }, () => {
  it('is answered once by each id, however its bytes come, and so is what follows', async () => {
    const memory = await openMemory();
    const context = async () => ({ ports: memory.ports, cwd: memory.project, contextTokens: 2000 });
    const parts = { version: '0', session: memory.session, listCapture: true, context, ready: () => undefined };
    await fc.assert(
      fc.asyncProperty(
        anyFrames,
        fc.array(fc.nat(), { maxLength: 9 }),
        inTime(async (bytes, cuts) => {
          const served = serve((request) => answer(parts, request));
          for (const piece of cutUp(bytes, cuts)) await served.write(piece);
          const expected = expectedIds(bytes);
          const replies = await served.read(expected.length);
          for (const reply of replies) expectReply(reply);
          expect(replies.map(({ id }) => JSON.stringify(id)).toSorted()).toEqual(expected.toSorted());
          await served.write(Buffer.from('{"jsonrpc":"2.0","id":"last","method":"ping"}\n'));
          expect(await served.read(1)).toEqual([{ jsonrpc: '2.0', id: 'last', result: {} }]);
        }),
      ),
      campaign(120),
    );
    expect(await memory.ports.store.check()).toEqual([]);
  });

  it('in answer to what we asked settles it, and what follows is answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyAnswer,
        inTime(async (bytes) => {
          const served = serve(async () => ({}));
          const asked = served.ask('sampling/createMessage', {}, new AbortController().signal).then(
            () => 'settled',
            () => 'settled',
          );
          await served.write(bytes);
          await served.write(Buffer.from('{"jsonrpc":"2.0","id":"last","method":"ping"}\n'));
          expect((await served.read(2))[1]).toEqual({ jsonrpc: '2.0', id: 'last', result: {} });
          expect(await asked).toBe('settled');
        }),
      ),
      campaign(200),
    );
  });
});

interface Served {
  readonly ask: AskPeer;
  write(bytes: Buffer): Promise<void>;
  /** The next so many lines. */
  read(count: number): Promise<readonly Reply[]>;
}

function serve(answerer: Parameters<typeof serveRpc>[2]): Served {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const ask = serveRpc(input, output, answerer);
  const lines = linesOf(output);
  return {
    ask,
    async write(bytes) {
      if (!input.write(bytes)) await once(input, 'drain');
    },
    async read(count) {
      const replies: Reply[] = [];
      while (replies.length < count) replies.push(JSON.parse((await lines.next()).value ?? '') as Reply);
      return replies;
    },
  };
}
