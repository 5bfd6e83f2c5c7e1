import { join } from 'node:path';
import { type FileSizes, measureFiles } from '../incidents/measure-files.ts';
import { look } from '../look.ts';
import type { Scene } from '../scene.ts';
import { findSurvivors } from '../survivors.ts';
import { findDamage, findLost, readAcknowledged } from './check-store.ts';
import { type Needs, playSession } from './play-session.ts';
import { createRandom } from './random.ts';

/** What as many sessions as one row of the table stands for came to. `rest`: once all of them had ended. */
export interface Hundred {
  readonly sessions: number;
  readonly needs: readonly Needs[];
  readonly rest: FileSizes;
  /** Bytes of the database's pages that hold something, those in the write-ahead log included. */
  readonly used: number;
  readonly memories: number;
  readonly events: number;
  readonly faults: readonly string[];
}

const GRACE_MS = 2000;

/** Which sessions are played: `count` from `first` on, `lanes` at a time, seeded. */
export interface Plan {
  readonly first: number;
  readonly count: number;
  readonly lanes: number;
  readonly seed: number;
}

/** Plays sessions and verifies what they left. Rejects once aborted. */
export async function playHundred(scene: Scene, { first, count, lanes, seed }: Plan, signal: AbortSignal): Promise<Hundred> {
  const ids = Array.from({ length: count }, (_, index) => first + index);
  const waiting = [...ids];
  const needs: Needs[] = [];
  const play = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      signal.throwIfAborted();
      needs.push(await playSession(scene, `session-${next}`, createRandom(seed + next)));
    }
  };
  await Promise.all(Array.from({ length: lanes }, play));
  const { alive } = await findSurvivors(scene, performance.now(), GRACE_MS);
  const rest = measureFiles(scene.box.memory);
  const acknowledged = ids.flatMap((id) => readAcknowledged(join(scene.acknowledged, `session-${id}.jsonl`)));
  const faults = [
    ...alive.map(({ pid, command }) => `still alive: ${pid} ${command}`),
    ...findLost(scene, acknowledged),
    ...findDamage(scene),
  ];
  const [memories, events] = [countRows(scene, 'memory'), countRows(scene, 'event')];
  return { sessions: first + count, needs, rest, used: measureUsed(scene), memories, events, faults };
}

function measureUsed(scene: Scene): number {
  const read = (name: string): number => Number(Object.values(look(scene, `pragma ${name}`)[0]!)[0]);
  return (read('page_count') - read('freelist_count')) * read('page_size');
}

function countRows(scene: Scene, table: 'memory' | 'event'): number {
  return Number(look(scene, `select count(*) as n from ${table}`)[0]?.['n'] ?? 0);
}
