import type { Ports } from '../ports.ts';

const DAY_MS = 24 * 3_600_000;
const KEEP_MS = 30 * DAY_MS;

/** Removes what nobody has needed for a month, at most once a day for all processes together; one file looked at a step. */
export async function* collect({ store, files, clock }: Ports): AsyncGenerator<void, void> {
  const now = clock();
  if (!(await store.claimChore('collect', now, DAY_MS))) return;
  const before = now - KEEP_MS;
  const gone: string[] = [];
  // A transcript that is there would be read from its start without its cursor, however old that is.
  for (const path of await store.oldCursors(before)) {
    if ((await files.stat(path)) === undefined) gone.push(path);
    yield;
  }
  await store.collect(before, gone);
}
