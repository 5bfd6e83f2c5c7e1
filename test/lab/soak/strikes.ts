import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findMarked } from '../../client/processes.ts';
import { type Actor, startActor, startFixture } from '../actor.ts';
import type { Scene } from '../scene.ts';
import type { Recording } from './lay-out.ts';
import type { Random } from './random.ts';

/** What a SIGKILL hits. */
export const TARGETS = ['session process', 'agent', 'model child', 'import', 'drain'] as const;
export type Target = (typeof TARGETS)[number];

/** One recording that is played in a scene until something is killed. */
export interface Round {
  readonly scene: Scene;
  readonly recording: Recording;
  readonly random: Random;
  /** Where the agent writes down what was acknowledged. */
  readonly acknowledged: string;
}

/** What came of a round. `hit`: false where it had ended before. */
export interface Struck {
  readonly hit: boolean;
  /** When the last of those ended that could have left something, in `performance.now()` milliseconds. */
  readonly endedAt: number;
  /** A session process did not leave by itself when it was told to. */
  readonly forced?: boolean;
}

const LONGEST_PAUSE_MS = 12;
const AGENT_MS = 600;
const SESSION_MS = 450;
const COMMAND_MS = 400;
const MODEL_MS = 1500;

/** For each target: plays a round, and kills it at a moment that chance decides. */
export const STRIKES: Record<Target, (round: Round) => Promise<Struck>> = {
  async agent(round) {
    const agent = startAgent(round);
    await setTimeout(round.random.below(AGENT_MS));
    agent.signal('SIGKILL');
    const { at } = await agent.ended;
    return { hit: true, endedAt: at };
  },
  async 'session process'(round) {
    const agent = startAgent(round);
    const pid = Number(await agent.says('server'));
    await setTimeout(round.random.below(SESSION_MS));
    return { hit: kill(pid), ...(await letLeave(agent, 1)) };
  },
  async 'model child'(round) {
    const agent = startAgent(round);
    await agent.says('server');
    const pid = await pickModel(round);
    return { hit: pid !== undefined && kill(pid), ...(await letLeave(agent, 0)) };
  },
  import: (round) => strikeCommand(round, ['import', round.recording.transcripts]),
  drain: (round) => strikeCommand(round, ['drain']),
};

function startAgent({ scene, recording, random, acknowledged }: Round): Actor {
  const part = { server: scene.build.server, hooks: recording.hooks, acknowledged, pauseMs: random.below(LONGEST_PAUSE_MS) };
  return startFixture(scene, join('..', 'soak', 'fixtures', 'replay.ts'), part);
}

// It or its guard, once there is one.
async function pickModel({ scene, random }: Round): Promise<number | undefined> {
  const until = performance.now() + MODEL_MS;
  while (performance.now() < until) {
    const models = (await findMarked(scene.mark)).filter(({ command }) => command.includes('model.mjs'));
    if (models.length > 0) {
      await setTimeout(random.below(60));
      return random.pick(models).pid;
    }
    await setTimeout(10);
  }
  return undefined;
}

// The agent lives on: its next hook starts another session process. `struck`: how many of them we killed ourselves.
async function letLeave(agent: Actor, struck: number): Promise<Omit<Struck, 'hit'>> {
  await agent.says('told');
  agent.signal('SIGTERM');
  const { at } = await agent.ended;
  return { endedAt: at, forced: agent.lines.filter((line) => line === 'gone SIGKILL').length > struck };
}

async function strikeCommand({ scene, random }: Round, args: readonly string[]): Promise<Struck> {
  const command = startActor(scene, [...scene.build.holdfast, ...args]);
  await setTimeout(random.below(COMMAND_MS));
  command.signal('SIGKILL');
  const { at, signal } = await command.ended;
  return { hit: signal === 'SIGKILL', endedAt: at };
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
