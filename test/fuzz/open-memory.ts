import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { serveSessions } from '../../src/app/capture/live-session.ts';
import type { LiveSession } from '../../src/app/capture/live-session.ts';
import { openPorts } from '../../src/app/ports.ts';
import type { Ports, Surroundings } from '../../src/app/ports.ts';
import { createIdle, type Idle } from '../../src/app/work/idle.ts';
import { claudeCode } from '../../src/agents/claude-code/agent.ts';
import { readConfig, wireSurroundings } from '../../src/wire.ts';
import { tempFolder } from '../temp-folder.ts';

const TOKENS = 2000;

/** The memory as the session process has it, in a folder of its own. */
export interface FuzzedMemory {
  readonly around: Surroundings;
  readonly ports: Ports;
  readonly session: LiveSession;
  readonly idle: Idle;
  /** A folder to work in. */
  readonly project: string;
  /** What it had to complain about. */
  log(): string;
}

/** Opens an empty memory, which is put away when the running test ends. */
export async function openMemory(): Promise<FuzzedMemory> {
  const folder = tempFolder();
  const [home, project] = [join(folder, 'memory'), join(folder, 'work')];
  mkdirSync(project);
  const config = readConfig({ HOLDFAST_HOME: home, HOME: folder });
  const { close, ...around } = wireSurroundings(config);
  const idle = createIdle(around.log);
  const session = serveSessions(around, claudeCode, idle, TOKENS);
  onTestFinished(async () => {
    await session.finish(1000);
    await close();
  });
  const log = (): string => (existsSync(config.log) ? readFileSync(config.log, 'utf8') : '');
  return { around, ports: await openPorts(around), session, idle, project, log };
}
