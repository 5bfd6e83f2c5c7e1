import type { Claim } from '../evidence/claims.ts';
import type { Story } from '../evidence/story.ts';
import { distinct } from '../text/distinct.ts';
import { isDependent, namesCode, saysDone, statesCause } from '../text/phrases.ts';
import { contentWords } from '../text/words.ts';
import { isTelling } from './claim-text.ts';
import { doneClause } from './done-clause.ts';
import { weigh } from './signals.ts';
import type { Signal } from './signals.ts';
import { onTopic, topicOf } from './topic.ts';

const RULE =
  /\b(?:only (?:if|when|for|on)|never|always|by default|default(?:s)? to|silently|no longer|doesn't|does not|cannot|can't|isn't|are not|must|requires?)\b/i;
const ENOUGH = 2;
const ENOUGH_TO_ANSWER = 1.5;

const FINDING: readonly Signal<Claim>[] = [
  [2.5, ({ text, label }) => label === 'problem' || statesCause(text)],
  [1, ({ text }) => RULE.test(text)],
  [0.7, ({ text }) => namesCode(text)],
  [-3, ({ text }) => isDependent(text)],
  [-1, ({ text }) => /^(?:i|we|you|let)\b/i.test(text)],
  [-2, ({ text }) => contentWords(text).size < 4],
];

/** What the assistant found out: causes and rules it stated, the most telling first. */
export function findings(story: Story, limit: number): readonly Claim[] {
  const topic = topicOf(story);
  const changed = story.files.modified.length > 0;
  const scored = story.claims
    .filter((claim) => claim.kind !== 'heading' && isTelling(claim) && !tellsWork(claim, changed))
    .map((claim) => ({ claim, score: weigh(claim, FINDING) + relevance(claim, topic) }))
    .filter(({ score }) => score >= (changed ? ENOUGH : ENOUGH_TO_ANSWER))
    .toSorted((a, b) => b.score - a.score);
  return distinct(
    scored.map(({ claim }) => claim),
    ({ text }) => text,
    limit,
  );
}

/** In a turn that changed files, what was done and what is now is told elsewhere, and so are lists of it. */
function tellsWork(claim: Claim, changed: boolean): boolean {
  const clause = doneClause(claim);
  if (saysDone(clause) || /^now\b/i.test(clause)) return true;
  return changed && claim.kind === 'item' && claim.label === '' && !statesCause(claim.text);
}

/** Later messages are truer than earlier ones, which may hold guesses. */
function relevance({ text, age, depth }: Claim, topic: ReadonlySet<string>): number {
  return Math.min(3, onTopic(topic, text)) * 0.6 - Math.min(3, age * 0.3) - depth * 0.5;
}
