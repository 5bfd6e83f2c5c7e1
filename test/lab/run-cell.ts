import type { Build } from './build.ts';
import type { Cell } from './cells.ts';
import type { Form } from './form.ts';
import { hitAgents } from './rows/agent.ts';
import { hitClients } from './rows/client.ts';
import { hitCommands } from './rows/command.ts';
import { hitHooks } from './rows/hook.ts';
import { hitModelChildren } from './rows/model-child.ts';
import { hitSessions } from './rows/session.ts';
import { toolMark } from './rows/start-agents.ts';
import { createScene, type Scene } from './scene.ts';
import { endMarked } from './survivors.ts';
import { type Aftermath, countFds, type Verdict, verify } from './verify.ts';

const SCENARIOS: Record<Cell['process'], (scene: Scene, form: Form) => Promise<Aftermath>> = {
  agent: (scene, { realClient }) => (realClient ? hitClients(scene) : hitAgents(scene)),
  hook: hitHooks,
  'session process': hitSessions,
  'model child': hitModelChildren,
  'foreground command': hitCommands,
};

/** Plays a cell against a build, and verifies what it left. Nothing it started is alive afterwards, whatever happened. */
export async function runCell(cell: Cell, build: Build, form: Form): Promise<Verdict> {
  const fds = countFds();
  const scene = createScene(cell, build, form);
  try {
    return await verify(scene, await SCENARIOS[cell.process](scene, form), fds);
  } finally {
    await endMarked(scene.mark);
    await endMarked(toolMark(scene));
  }
}
