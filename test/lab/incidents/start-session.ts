import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Payload, turnPayloads } from '../fixtures/payloads.ts';
import { endServer, type ServerLink, startServer } from '../fixtures/server-link.ts';
import type { Scene } from '../scene.ts';

/** A session process that this process tells hooks, as an agent does. What was acknowledged is written down for `verify`. */
export interface Session {
  readonly link: ServerLink;
  /** What it says it is. */
  readonly version: string;
  /** Tells a hook; resolves to its answer. */
  hook(fields: Payload): Promise<string>;
  /** Tells all hooks of a turn. */
  tellTurn(turn: number): Promise<void>;
  /** Ends it as the client does. Resolves to how it ended: '0', or the signal that was needed. */
  end(): Promise<string>;
}

const PATIENCE_MS = 60_000;

/** Starts a session process, of the build of the scene or another one, and greets it. */
export async function startSession(scene: Scene, id: string, server: readonly string[] = scene.build.server): Promise<Session> {
  const { project, env } = scene.box;
  const link = startServer(server, { cwd: project, env: { ...env }, patienceMs: PATIENCE_MS });
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'lab', version: '0' } };
  const { serverInfo } = (await link.ask('initialize', params)) as { serverInfo: { version: string } };
  link.notify('notifications/initialized');
  const hook = async (fields: Payload): Promise<string> => {
    const { content } = (await link.ask('tools/call', { name: 'capture', arguments: fields })) as { content: { text: string }[] };
    appendFileSync(join(scene.acknowledged, `${id}.jsonl`), `${JSON.stringify(fields)}\n`);
    return content[0]!.text;
  };
  return {
    link,
    version: serverInfo.version,
    hook,
    async tellTurn(turn) {
      for (const fields of turnPayloads(id, turn, project)) await hook(fields);
    },
    end: () => endServer(link),
  };
}
