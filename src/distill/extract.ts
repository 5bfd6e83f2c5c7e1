import type { Turn } from '../model/event.ts';
import type { MemoryDraft } from '../model/memory.ts';
import type { DistillContext } from '../ports/distiller.ts';
import { composeWork } from './compose/work.ts';
import { readStory } from './evidence/story.ts';
import { attribute } from './sources/attribute.ts';
import { disown } from './sources/disown.ts';
import { doubt, isUnheard } from './sources/unheard.ts';
import { draftOf } from './statements/draft.ts';
import { readStatements } from './statements/statements.ts';

/** Makes memories of a turn without a model: at most one of the work, and one of each thing that was laid down in it. */
export function extract(turn: Turn, context: DistillContext): readonly MemoryDraft[] {
  const story = readStory(turn, context);
  const work = composeWork(story);
  const counts = new Map<string, number>();
  const statements = readStatements(story).map((laid) => {
    const n = (counts.get(laid.kind) ?? 0) + 1;
    counts.set(laid.kind, n);
    return draftOf(laid, n, story);
  });
  const drafts = work === undefined ? statements : [attribute(work, story.witness), ...statements];
  if (context.imported === true) return drafts.map(disown);
  return [...(context.earlier ?? []), ...turn.events].some(isUnheard) ? drafts.map(doubt) : drafts;
}
