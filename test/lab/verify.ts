import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHook } from '../../src/agents/claude-code/hook.ts';
import { waitFor } from '../client/wait-for.ts';
import { findModelFaults } from './find-model-faults.ts';
import { look } from './look.ts';
import type { Scene } from './scene.ts';
import { countZombies, findSurvivors } from './survivors.ts';
import { workOff } from './work-off.ts';

/** What a cell came to. */
export interface Verdict {
  /** Milliseconds from the end of the agents, or of what else was the parent, until nothing was left. */
  readonly goneMs: number | undefined;
  readonly zombies: number;
  /** What is wrong; empty: nothing. */
  readonly faults: readonly string[];
}

/** What a scenario leaves to be verified. */
export interface Aftermath {
  /** When the agents ended, or what else was the parent, in `performance.now()` milliseconds. */
  readonly endedAt: number;
  /** The ids of further events that have to be there. */
  readonly events?: readonly string[];
  /** What the scenario itself saw go wrong. */
  readonly faults?: readonly string[];
  /** What others may have left in the home and among the temporary files. */
  readonly known?: RegExp;
  /** What is done once nothing is alive: resolves to what went wrong. */
  readonly resume?: () => Promise<readonly string[]>;
}

const GRACE_MS = 2000;
const LOG_LINES = 20;

/** The same for every scenario: nothing lives, nothing acknowledged is lost, nothing is there twice, nothing is left lying about. */
export async function verify(
  scene: Scene,
  { endedAt, events = [], faults = [], known, resume }: Aftermath,
  fdsBefore: number,
): Promise<Verdict> {
  const { alive, goneMs, starvedMs } = await findSurvivors(scene, endedAt, GRACE_MS);
  const leftAlive = alive.map(({ pid, command }) => `still alive: ${pid} ${command}`);
  if (goneMs !== undefined && goneMs > GRACE_MS + starvedMs) leftAlive.push(`nothing was left only after ${goneMs} ms`);
  const notResumed = (await resume?.()) ?? [];
  const notWorkedOff = await workOff(scene).then(
    () => [],
    (error: Error) => [error.message],
  );
  const found = [
    ...faults,
    ...leftAlive,
    ...notResumed,
    ...notWorkedOff,
    ...findLost(scene, events),
    ...findTwice(scene),
    ...findModelFaults(scene),
    ...findDamage(scene),
    ...findLitter(scene, known),
    ...(await findOpenFiles(fdsBefore)),
  ];
  return { goneMs, zombies: countZombies(scene), faults: found.length === 0 ? [] : [...found, ...readLog(scene)] };
}

// What Holdfast itself had to say: on another machine there is nothing else to go by.
function readLog({ box }: Scene): readonly string[] {
  const path = join(box.memory, 'holdfast.log');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.slice(-LOG_LINES).map((line) => `in the log: ${line}`);
}

/** How many descriptors this process has open. */
export function countFds(pid: number | 'self' = 'self'): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

function findLost(scene: Scene, others: readonly string[]): readonly string[] {
  const stored = new Set(look(scene, 'select id from event').map(({ id }) => String(id)));
  const acknowledged = [...acknowledgedIds(scene), ...others];
  const lost = acknowledged.filter((id) => !stored.has(id));
  // A scenario in which nothing was at stake would prove nothing.
  if (acknowledged.length === 0 && scene.cell.state !== 'starting') return ['nothing was acknowledged'];
  return lost.length === 0 ? [] : [`${lost.length} of ${acknowledged.length} acknowledged events are lost`];
}

// What the agents wrote down are the payloads that were answered; a line torn by a kill was not written down.
function acknowledgedIds({ acknowledged }: Scene): readonly string[] {
  const lines = readdirSync(acknowledged).flatMap((name) => readFileSync(join(acknowledged, name), 'utf8').split('\n').slice(0, -1));
  return lines.flatMap((line) => readHook(JSON.parse(line) as Record<string, unknown>, 0)?.events.map(({ id }) => id) ?? []);
}

function findTwice(scene: Scene): readonly string[] {
  const slots = look(scene, 'select session, turn, slot from memory group by 1, 2, 3 having count(*) > 1');
  const titles = look(
    scene,
    `select session, turn, type, title from memory where status = 'active' and forgotten = 0 group by 1, 2, 3, 4 having count(*) > 1`,
  );
  return [...slots, ...titles].map((row) => `a memory is there twice: ${JSON.stringify(row)}`);
}

function findDamage(scene: Scene): readonly string[] {
  return look(scene, 'pragma integrity_check')
    .map((row) => String(row['integrity_check']))
    .filter((told) => told !== 'ok')
    .map((told) => `the database is damaged: ${told}`);
}

// What a memory's folder may hold once nobody uses it; the spool only as an empty folder.
const KNOWN = new Set(['holdfast.db', 'holdfast.log', 'config.json', 'spool']);

function findLitter({ box }: Scene, known?: RegExp): readonly string[] {
  const memory = list(box.memory).filter((name) => !KNOWN.has(name));
  const elsewhere = [box.home, box.env['TMPDIR']!].flatMap(list).filter((name) => known?.test(name) !== true);
  return [...memory, ...elsewhere, ...list(box.project)].map((name) => `left behind: ${name}`);
}

function list(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
}

// Pipes of processes that ended are closed a moment later.
async function findOpenFiles(before: number): Promise<readonly string[]> {
  return waitFor('closed pipes', () => (countFds() <= before ? [] : undefined), 1000).catch(() => [
    `${countFds() - before} descriptors of the lab stayed open`,
  ]);
}
