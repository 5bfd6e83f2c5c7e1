import type { Claim } from '../evidence/claims.ts';
import type { Story } from '../evidence/story.ts';
import { contentWords, saysTheSame } from '../text/words.ts';
import { doneClause, isOfThisTurn } from './from-claims.ts';
import { isCheckReport, isDependent, isTalk, namesCode, saysChanged, saysDone, statesCause, withoutTail } from '../text/phrases.ts';
import { onTopic, topicOf } from './topic.ts';

const RULE = /\b(?:only (?:if|when|for|on)|never|always|by default|default(?:s)? to|silently|no longer|doesn't|does not|cannot|can't|isn't|are not|must|requires?)\b/i;
const FIRST_PERSON = /^(?:i|we|you|let)\b/i;
const INSTRUCTION = /^(?:you can|run|try|see|check|to|after (?:a )?(?:re)?build\w*|once you|you should|you'll)\b/i;
const OPEN_HEADING = /\b(?:next steps?|remaining|to ?do|follow[- ]?ups?|open (?:questions?|issues?|items?)|known (?:issues|limitations)|not (?:yet )?(?:done|covered)|left (?:open|to do)|future)\b/i;
const OPEN = /\b(?:still (?:needs?|fails?)\b|remains? (?:to|open|unresolved)|not yet|left to do|todo\b|follow-?up|next step|you(?:'ll| will) (?:need|have) to|needs? (?:manual|a follow)|out of scope)/i;
const OFFER = /^(?:would you like|do you want|want me|should i|shall i|which (?:one|approach|option|direction)|let me know)\b/i;

/** What the assistant found out: causes and rules it stated, the most telling first. */
export function findings(story: Story, limit: number): readonly Claim[] {
  const topic = topicOf(story);
  const changed = story.files.modified.length > 0;
  const scored = story.claims
    .filter((claim) => isUsable(claim) && claim.kind !== 'heading' && !saysDone(doneClause(claim)) && !/^now\b/i.test(doneClause(claim)) && !(changed && claim.kind === 'item' && !statesCause(claim.text) && claim.label === ''))
    .map((claim) => ({ claim, score: weigh(claim, topic) }))
    .filter(({ score }) => score >= 2)
    .toSorted((a, b) => b.score - a.score);
  return distinct(scored.map(({ claim }) => claim), limit);
}

/** What the assistant's closing messages say was changed in this turn, in their order. */
export function changes(story: Story, limit: number): readonly Claim[] {
  const told = story.claims.filter(
    (claim) =>
      claim.age <= 1 && (claim.kind !== 'heading' || claim.code !== '') && claim.depth <= 1 && isUsable(claim) && !INSTRUCTION.test(claim.text) && isOfThisTurn(claim, story) &&
      (saysDone(doneClause(claim)) || saysChanged(doneClause(claim)) || claim.label === 'solution' || (claim.code !== '' && claim.age === 0)),
  );
  return distinct(told, limit);
}

/** What the closing message leaves open: announced next steps, and the question it ends with. */
export function openItems(story: Story, limit: number): readonly Claim[] {
  const closing = story.claims.filter((claim) => claim.age === 0 && claim.kind !== 'heading' && claim.text.length >= 12 && claim.text.length <= 240);
  const listed = closing.filter((claim) => claim.role === 'statement' && (OPEN_HEADING.test(claim.heading) || (OPEN.test(claim.text) && !isDependent(claim.text))));
  const asked = closing.filter((claim) => claim.role === 'question' && OFFER.test(claim.text)).slice(-1);
  return distinct([...listed, ...asked], limit);
}

/** A claim with the code it announces, without a colon that announces nothing. */
export function inFull({ text, code }: Claim): string {
  return code === '' ? withoutTail(text) : `${text} ${code}`;
}

function isUsable({ role, kind, text, code, label }: Claim): boolean {
  if (role !== 'statement' || kind === 'code' || text.length < (label === '' ? 25 : 15) || text.length > 260 || isTalk(text) || isCheckReport(text)) return false;
  return !text.endsWith(':') || code !== '' || label !== '' || statesCause(text);
}

function weigh(claim: Claim, topic: ReadonlySet<string>): number {
  const words = contentWords(claim.text);
  let score = Math.min(3, onTopic(topic, claim.text)) * 0.6;
  if (statesCause(claim.text) || claim.label === 'problem') score += 2.5;
  if (RULE.test(claim.text)) score += 1;
  if (namesCode(claim.text)) score += 0.7;
  if (isDependent(claim.text)) score -= 2;
  if (FIRST_PERSON.test(claim.text)) score -= 1;
  return score - Math.min(3, claim.age * 0.3) - claim.depth * 0.5 - (words.size < 4 ? 2 : 0);
}

function distinct(claims: readonly Claim[], limit: number): readonly Claim[] {
  const kept: Claim[] = [];
  for (const claim of claims) {
    if (kept.length >= limit) break;
    if (!kept.some((other) => saysTheSame(other.text, claim.text))) kept.push(claim);
  }
  return kept;
}
