import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSurvivors } from './processes.ts';

const GRACE_MS = 5000;

/** A user's machine in a scratch folder: a home, a temporary folder, a project, an empty memory. */
export interface World extends AsyncDisposable {
  readonly root: string;
  readonly home: string;
  readonly temporary: string;
  readonly project: string;
  /** Where Holdfast keeps its memory: `HOLDFAST_HOME`. */
  readonly store: string;
  /** In the environment of everything started here. */
  readonly mark: string;
  /** Makes a further project folder, with a path relative to the world. */
  addProject(path: string): Promise<string>;
}

/**
 * Makes a world. Disposing it removes its folder and fails if a process started in it is still alive after half a second
 * (which it then kills), so that every test is a test for leaks as well.
 */
export async function createWorld(): Promise<World> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-client-')));
  const mark = randomUUID();
  const addProject = async (path: string): Promise<string> => {
    const folder = join(root, path);
    await mkdir(folder, { recursive: true });
    return folder;
  };
  return {
    root,
    home: await addProject('home'),
    temporary: await addProject('temporary'),
    project: await addProject('work/demo'),
    store: join(root, 'memory'),
    mark,
    addProject,
    async [Symbol.asyncDispose]() {
      const survivors = await findSurvivors(mark, GRACE_MS);
      for (const { pid } of survivors) endProcess(pid);
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
      if (survivors.length > 0) throw new Error(`Still alive: ${survivors.map(({ pid, command }) => `${pid} ${command}`).join('; ')}`);
    },
  };
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
