import type { Claim } from '../evidence/claims.ts';
import type { Story } from '../evidence/story.ts';
import { distinct } from '../text/distinct.ts';
import { saysChanged, saysDone } from '../text/phrases.ts';
import { isTelling } from './claim-text.ts';
import { doneClause, isOfThisTurn } from './done-clause.ts';

const INSTRUCTION = /^(?:you can|run|try|see|check|to|after (?:a )?(?:re)?build\w*|once you|you should|you'll)\b/i;
const MAX_AGE = 1;

/** What the assistant's closing messages say was changed in this turn, in their order. */
export function changes(story: Story, limit: number): readonly Claim[] {
  const told = story.claims.filter((claim) => isTold(claim) && isOfThisTurn(claim, story) && tellsChange(claim));
  return distinct(told, ({ text }) => text, limit);
}

function isTold(claim: Claim): boolean {
  if (claim.age > MAX_AGE || claim.depth > 1 || (claim.kind === 'heading' && claim.code === '')) return false;
  return isTelling(claim) && !INSTRUCTION.test(claim.text);
}

/** Says so, or shows it: "The setting is stored as:" with the few lines of it. */
function tellsChange(claim: Claim): boolean {
  const clause = doneClause(claim);
  if (saysDone(clause)) return true;
  return claim.depth === 0 && (claim.label === 'solution' || (claim.age === 0 && (saysChanged(clause) || claim.code !== '')));
}
