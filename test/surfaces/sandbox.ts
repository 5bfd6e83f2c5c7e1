import { randomUUID } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { findSurvivors, MARK } from '../client/processes.ts';
import { tempFolder } from '../temp-folder.ts';

const GRACE_MS = 5000;

/** A user's machine in a scratch folder: a home, a project, an empty memory, and an environment that knows nothing else. */
export interface Sandbox {
  readonly root: string;
  readonly home: string;
  readonly project: string;
  /** Where Holdfast keeps its memory: `HOLDFAST_HOME`. Not there yet. */
  readonly memory: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Makes a sandbox. When the running test ends it is removed, and the test fails if a process started in it is still alive. */
export function createSandbox(): Sandbox {
  const root = realpathSync(tempFolder());
  const [home, project, temporary] = ['home', 'work/site', 'temporary'].map((name) => makeFolder(join(root, name))) as [
    string,
    string,
    string,
  ];
  const memory = join(root, 'memory');
  const mark = randomUUID();
  onTestFinished(() => endSurvivors(mark));
  const PATH = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
  return {
    root,
    home,
    project,
    memory,
    env: { PATH, HOME: home, TMPDIR: temporary, LANG: 'C.UTF-8', HOLDFAST_HOME: memory, [MARK]: mark },
  };
}

function makeFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}

async function endSurvivors(mark: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const survivors = await findSurvivors(mark, GRACE_MS);
  for (const { pid } of survivors) endProcess(pid);
  if (survivors.length > 0) throw new Error(`Still alive: ${survivors.map(({ pid, command }) => `${pid} ${command}`).join('; ')}`);
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
