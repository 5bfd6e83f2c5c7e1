import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { look } from './look.ts';
import type { Scene } from './scene.ts';

/** What is wrong with how often the model was asked: never more at once than may be, each turn until it was answered, no longer. */
export function findModelFaults(scene: Scene): readonly string[] {
  const { model } = scene;
  if (model === undefined) return [];
  const notes = model.notes();
  const most = Math.max(0, ...notes.map(({ alive = 0 }) => alive));
  const answers = Map.groupBy(
    notes.filter(({ request }) => request !== undefined),
    ({ request }) => request,
  );
  // No scenario hits a model that answers: each answer was stored. A turn that an event joined later, by way of the spool, was
  // distilled anew and asked about once more, also where that event says nothing that the model is told.
  const late = countHeldBack(scene);
  const again = [...answers.values()].filter(({ length }) => length > 1);
  const often = again.length > late ? again : again.filter(({ length }) => length > 2);
  const plain = look(scene, `select title from memory where turn <> '*' and status = 'active' and distilled_by <> 'model:command'`);
  return [
    ...(notes.length === 0 ? ['the model was never asked'] : []),
    ...(most > model.cap ? [`${most} model children ran at once, and ${model.cap} may`] : []),
    ...often.map((same) => `the model answered the same request ${same.length} times: ${JSON.stringify(same)}`),
    ...plain.map(({ title }) => `the model was not asked about: ${String(title)}`),
  ];
}

// How often an event had to wait in the spool.
function countHeldBack({ box }: Scene): number {
  try {
    return readFileSync(join(box.memory, 'holdfast.log'), 'utf8').split('wait in the spool').length - 1;
  } catch {
    return 0;
  }
}
