import type { Story } from '../evidence/story.ts';
import { lastRuns } from './verification.ts';

/** How a turn ended; the same words as in a session's summary. */
export type Outcome = 'success' | 'partial' | 'blocked' | 'abandoned';

const BLOCKED =
  /\b(?:i (?:can't|cannot|could not|couldn't|am unable|was unable|don't have (?:access|permission))|unable to (?:proceed|continue|complete)|blocked (?:by|on|until)|cannot (?:proceed|continue))\b/i;
const PARTIAL =
  /\bstill (?:fails?|failing|broken|doesn't work|does not work|not working)\b|\bnot yet (?:done|implemented|finished|complete)\b|\bpartially (?:done|fixed|implemented|complete)|\b(?:couldn't|could not|unable to) (?:fix|finish|complete|reproduce)\b/i;

/** How a turn ended, by what was seen: an interruption, the last test and build runs, what the assistant admitted. */
export function outcomeOf(story: Story): Outcome {
  if (story.ending === 'interrupted' || story.ending === 'refused') return 'abandoned';
  const closing = story.claims.filter((claim) => claim.age === 0 && claim.role === 'statement').map((claim) => claim.text);
  const red = lastRuns(story.runs).some((run) => run.failed);
  if (!story.unfinished && closing.slice(0, 4).some((text) => BLOCKED.test(text))) return 'blocked';
  if (red || story.unfinished || closing.some((text) => PARTIAL.test(text))) return 'partial';
  return 'success';
}
