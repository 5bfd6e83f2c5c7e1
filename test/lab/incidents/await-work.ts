import { waitFor } from '../../client/wait-for.ts';
import { look } from '../look.ts';
import type { Scene } from '../scene.ts';

// Ninety turns on a machine ten times slower than a desk.
const PATIENCE_MS = 300_000;

// What failed waits for its retry, what a model has put into other words for a minute of quiet, a session that it is to sum up for ten, and what a dead session held
// for the end of its lease: none of these is waited for.
const UNDONE = {
  distill: `select key, state from job where kind = 'distill'
    and (state = 'leased' or attempt = 0 and due_at <= 1000 * unixepoch('subsec'))`,
  enrich: `select key, state from job where kind = 'enrich' and attempt = 0 and (state = 'leased' or due_at <= 1000 * unixepoch('subsec'))
    union all select mark, 'child' from child`,
};

/** Waits until nothing of a kind that could be done now is left to be done. */
export async function awaitWork(scene: Scene, kind: keyof typeof UNDONE): Promise<void> {
  const undone = (): readonly unknown[] => look(scene, UNDONE[kind]);
  await waitFor(
    () => `the end of all ${kind} jobs; there is ${JSON.stringify(undone()).slice(0, 1000)}`,
    () => undone().length === 0 || undefined,
    PATIENCE_MS,
  );
}

/** How many memories have the words of the model. */
export function countReworded(scene: Scene): number {
  return Number(look(scene, `select count(*) as n from memory where distilled_by = 'model:command' and status = 'active'`)[0]?.['n'] ?? 0);
}
