import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Event } from '../../src/model/event.ts';
import { waitFor } from './wait-for.ts';
import type { World } from './world.ts';

const run = promisify(execFile);
const CLI = fileURLToPath(new URL('../../bin/holdfast.js', import.meta.url));

/** What `holdfast <args> --json` prints for the memory of a world, run in its project unless told otherwise. */
export async function holdfast(world: World, args: readonly string[], cwd: string = world.project): Promise<unknown> {
  const { stdout } = await run(process.execPath, [CLI, ...args, '--json'], {
    cwd,
    env: { HOME: world.home, HOLDFAST_HOME: world.store, PATH: process.env['PATH'] ?? '' },
    timeout: 20_000,
  });
  return JSON.parse(stdout) as unknown;
}

/** Everything stored of a session, in the order it happened. */
export async function storedEvents(world: World, session: string): Promise<readonly Event[]> {
  return (await holdfast(world, ['events', '--session', session])) as readonly Event[];
}

/** Waits until what is stored of a session meets a condition, and returns it. */
export async function untilStored(
  world: World,
  session: string,
  isEnough: (events: readonly Event[]) => boolean,
): Promise<readonly Event[]> {
  return waitFor(`the events of session ${session}`, async () => {
    const events = await storedEvents(world, session);
    return isEnough(events) ? events : undefined;
  });
}

/** Waits until a search for other words of it finds what is remembered of a topic. */
export async function untilRemembered(world: World, query: string, topic: string, cwd?: string): Promise<void> {
  await waitFor(`a memory of "${topic}"`, async () => {
    const found = JSON.stringify(await holdfast(world, ['search', query], cwd));
    return found.includes(topic) || undefined;
  });
}
