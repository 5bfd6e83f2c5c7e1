import { setTimeout } from 'node:timers/promises';
import { findMarked } from '../../client/processes.ts';
import { waitFor } from '../../client/wait-for.ts';
import { type FileSizes, measureFiles } from '../incidents/measure-files.ts';
import { readProcess, readRss } from '../incidents/process-stats.ts';
import { type Session, startSession } from '../incidents/start-session.ts';
import { look } from '../look.ts';
import type { Scene } from '../scene.ts';
import { countFds } from '../verify.ts';
import type { Random } from './random.ts';
import { sessionPayloads } from './session-payloads.ts';

/** What a session needed, measured when its work was done. Memory in MB, `cpuMs` of its last process alone. */
export interface Needs extends FileSizes {
  readonly ms: number;
  readonly cpuMs: number;
  readonly rss: number;
  readonly fds: number;
  /** Of all sessions that run. */
  readonly processes: number;
  readonly kills: number;
}

// Of a hundred sessions: as many are killed in the middle and go on in another process.
const KILLED = 40;
const LONGEST_MS = 4;
const WORK_MS = 60_000;
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const;

/** Plays a session with 20 tool calls, with kills as chance decides, to its end. */
export async function playSession(scene: Scene, id: string, random: Random): Promise<Needs> {
  const began = performance.now();
  const payloads = sessionPayloads(id, scene.box.project);
  const killAt = random.below(100) < KILLED ? random.below(payloads.length) : undefined;
  let session = await startSession(scene, id);
  for (const [index, fields] of payloads.entries()) {
    const told = session.hook(fields).catch((error: Error) => error);
    if (index !== killAt) {
      const answer = await told;
      if (answer instanceof Error) throw answer;
      continue;
    }
    await setTimeout(random.below(LONGEST_MS));
    session.link.signal('SIGKILL');
    await Promise.all([told, session.link.gone]);
    session = await startSession(scene, id);
  }
  await awaitDistilled(scene, id);
  const needs = await measure(scene, session);
  const ending = random.pick(ENDINGS);
  session.link.signal(ending);
  await session.link.gone;
  const kills = (killAt === undefined ? 0 : 1) + (ending === 'SIGKILL' ? 1 : 0);
  return { ...needs, ms: performance.now() - began, kills };
}

async function measure({ mark, box }: Scene, { link: { pid } }: Session): Promise<Omit<Needs, 'ms' | 'kills'>> {
  const processes = (await findMarked(mark)).length;
  return { rss: readRss(pid), fds: countFds(pid), cpuMs: readProcess(pid)!.ticks * 10, processes, ...measureFiles(box.memory) };
}

// What a killed process held is another's when its lease ends: that is not waited for.
async function awaitDistilled(scene: Scene, id: string): Promise<void> {
  const sql = `select 1 from job where kind = 'distill' and key = ? and state = 'pending' and attempt = 0`;
  await waitFor(`the end of the work of ${id}`, () => look(scene, sql, id).length === 0 || undefined, WORK_MS);
}
