import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { configureModel } from '../../surfaces/with-model.ts';
import { startActor } from '../actor.ts';
import { openScene } from '../incidents/open-scene.ts';
import { change, look } from '../look.ts';
import type { Scene } from '../scene.ts';
import { findSurvivors } from '../survivors.ts';
import { findDamage, findLost, readAcknowledged } from './check-store.ts';
import { layOut, type Recording, RECORDINGS } from './lay-out.ts';
import { createRandom, type Random } from './random.ts';
import { STRIKES, type Target, TARGETS } from './strikes.ts';

/** A kill, and how long it took until nothing was left. */
export interface Kill {
  readonly target: Target;
  readonly goneMs: number;
  readonly forced: boolean;
}

/** What a lane came to. */
export interface Lane {
  readonly kills: readonly Kill[];
  readonly acknowledged: number;
  readonly memories: number;
  readonly faults: readonly string[];
}

const GRACE_MS = 2000;
const CHECK_EVERY = 33;
const WEIGHTED: readonly Target[] = TARGETS.flatMap((target) =>
  Array.from({ length: { 'session process': 7, agent: 5, 'model child': 4, import: 2, drain: 2 }[target] }, () => target),
);

/** Kills `count` times in a home of its own, in rounds one after another, each verified; stops at the first fault. Rejects once aborted. */
export async function playLane(seed: number, count: number, signal: AbortSignal): Promise<Lane> {
  const random = createRandom(seed);
  const scene = openScene();
  const kills: Kill[] = [];
  const all: string[] = [];
  let faults: readonly string[] = [];
  for (let take = 0; kills.length < count && faults.length === 0 && take < 3 * count; take += 1) {
    signal.throwIfAborted();
    const target = random.pick(WEIGHTED);
    setUp(scene, target, random);
    using recording = layOut(scene.box, random.pick(RECORDINGS), take);
    const acknowledged = join(scene.acknowledged, `${take}.jsonl`);
    const { hit, endedAt, forced = false } = await STRIKES[target]({ scene, recording, random, acknowledged });
    const { alive, goneMs = 0 } = await findSurvivors(scene, endedAt, GRACE_MS);
    scene.groups.clear();
    if (hit) kills.push({ target, goneMs, forced });
    const ids = [...readAcknowledged(acknowledged), ...(target === 'import' ? await importAll(scene, recording) : [])];
    all.push(...ids);
    const survivors = alive.map(({ pid, command }) => `still alive: ${pid} ${command.replaceAll(/\s+/g, ' ').slice(0, 150)}`);
    const found = [...survivors, ...findLost(scene, ids), ...(take % CHECK_EVERY === 0 ? findDamage(scene) : [])];
    faults = found.map((fault) => `seed ${seed}, take ${take}, ${target}: ${fault}`);
  }
  return { kills, acknowledged: all.length, memories: countMemories(scene), faults: [...faults, ...(await verifyLane(scene, all))] };
}

// A model that answers, one that hangs, or none. The seconds until what failed is tried again pass here.
function setUp(scene: Scene, target: Target, random: Random): void {
  const mode = random.pick(['answers', 'hangs', 'none'] as const);
  if (mode !== 'none' || target === 'model child')
    configureModel(scene.box, mode === 'answers' ? 'answers' : 'hangs', { modelDeadlineMs: 20_000 });
  else rmSync(join(scene.box.memory, 'config.json'), { force: true });
  passTime(scene);
}

function passTime(scene: Scene): void {
  if (look(scene, 'select 1 from job union all select 1 from breaker').length === 0) return;
  change(scene, `update job set leased_until = 0, due_at = 0 where state <> 'dead'; delete from breaker`);
}

// The same command once more completes what the killed one began.
async function importAll(scene: Scene, { transcripts, events }: Recording): Promise<readonly string[]> {
  const { code, signal } = await startActor(scene, [...scene.build.holdfast, 'import', transcripts]).ended;
  if (code !== 0) throw new Error(`the next import ended with ${code ?? signal}`);
  return events;
}

// In the end all is distilled, and everything is still there.
async function verifyLane(scene: Scene, all: readonly string[]): Promise<readonly string[]> {
  rmSync(join(scene.box.memory, 'config.json'), { force: true });
  passTime(scene);
  const { code, signal } = await startActor(scene, [...scene.build.holdfast, 'drain']).ended;
  const left = look(scene, `select kind, key, state, attempt, error from job where kind = 'distill'`);
  return [
    ...(code === 0 ? [] : [`drain ended with ${code ?? signal}`]),
    ...left.map((job) => `not distilled: ${JSON.stringify(job)}`),
    ...findLost(scene, all),
    ...findDamage(scene),
  ];
}

function countMemories(scene: Scene): number {
  return Number(look(scene, 'select count(*) as n from memory')[0]?.['n'] ?? 0);
}
