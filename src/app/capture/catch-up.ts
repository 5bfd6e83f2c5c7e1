import { dirname } from 'node:path';
import type { Agent } from '../../ports/agent.ts';
import { drain } from '../work/drain.ts';
import type { Ports } from '../ports.ts';
import { reconcile } from './reconcile.ts';

const SESSIONS = 20;

/** Reads a session's transcript and those of its subagents as far as they have grown. */
export async function* readSession(ports: Ports, agent: Agent, transcript: string): AsyncGenerator<unknown, void> {
  yield* reconcile(ports, agent, transcript);
  if (ports.exclusions.allSubagents) return;
  for (const path of await ports.files.list(agent.related(transcript).subagents)) {
    if (agent.recognises(path, '')) yield* reconcile(ports, agent, path);
  }
}

/**
 * Recovers what the latest sessions of a project left: transcripts that grew after their process was killed, and turns
 * that were not distilled.
 */
export async function* catchUp(ports: Ports, project: string): AsyncGenerator<unknown, void> {
  for (const session of await ports.store.sessions(project, SESSIONS)) {
    const agent = ports.agents.find(({ name }) => name === session.agent);
    // An archive that is not the user's is read when they say so, and not because it grew.
    if (agent === undefined || session.transcript === undefined || session.imported === true) continue;
    if (await hasGrown(ports, session.transcript)) yield* readSession(ports, agent, session.transcript);
    yield;
  }
  yield* drain(ports, { eager: true });
}

/** Reads the transcripts beside one that changed after `since` (ms since the epoch) and were never told about by a hook. */
export async function* readMissed(ports: Ports, agent: Agent, transcript: string, since: number): AsyncGenerator<unknown, void> {
  for (const path of await ports.files.list(dirname(transcript))) {
    if (path === transcript || !agent.recognises(path, '')) continue;
    const stat = await ports.files.stat(path);
    if (stat !== undefined && stat.modifiedAt >= since && (await hasGrown(ports, path))) yield* readSession(ports, agent, path);
    yield;
  }
  yield* drain(ports, { eager: true });
}

async function hasGrown({ files, store }: Ports, path: string): Promise<boolean> {
  const stat = await files.stat(path);
  return stat !== undefined && stat.size !== ((await store.cursor(path))?.offset ?? 0);
}
