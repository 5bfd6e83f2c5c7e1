import type { Claim } from '../evidence/claims.ts';
import { promptLine } from '../evidence/prompt.ts';
import type { Story } from '../evidence/story.ts';
import { isCheckReport, isDependent, isTalk, namesCode, statesCause } from '../text/phrases.ts';
import { onTopic, topicOf } from './topic.ts';

const VERDICT = /^(?:yes|no|correct|not (?:exactly|quite|really))\b[,.!:—–-]|\b(?:bottom line|in short|tl;dr|conclusion|to sum up|in other words|the answer|short answer|verdict|so yes|so no|unfortunately)\b/i;
const OPENER =
  /^(?:(?:yes|no|correct|exactly|right|you're (?:absolutely )?right|you are right|good (?:point|question|thinking)|looking at [^,:]{3,60}|based on [^,:]{3,60}|bottom line|in short|unfortunately|found it|perfect|great|excellent)[,.!:—–-]+\s*)+/i;
const YES_NO = /(?:^|[.,:;] )(?:(?:but|so|and) )?(?:is|are|do|does|did|was|were|has|have|can|could|should|would|will)(?:n't)? (?!you\b)|\b(?:if|whether)\b/i;
const NEGATION = /\b(?:not|no|never|isn't|aren't|doesn't|don't|won't|yes|indeed)\b/i;
const MAX_LOOK = 14;

/** The sentence of the closing message that answers best what the user asked. */
export function conclusionOf(story: Story): Claim | undefined {
  const topic = topicOf(story);
  const closing = story.claims.filter((claim) => claim.age === 0 && claim.role === 'statement');
  const before = story.claims.filter((claim) => claim.age > 0 && claim.age < 3 && claim.role === 'statement' && claim.kind === 'text').slice(0, MAX_LOOK);
  const looked = [...closing.slice(0, MAX_LOOK), ...closing.slice(MAX_LOOK).slice(-3), ...before];
  const yesNo = YES_NO.test(promptLine(story.prompt).slice(0, 600));
  let best: Claim | undefined;
  let bestScore = 0;
  for (const claim of looked) {
    const score = weigh(claim, topic) + (yesNo && NEGATION.test(claim.text) ? 1 : 0);
    if (score > bestScore) [best, bestScore] = [claim, score];
  }
  return best;
}

/** A sentence without the "Yes, exactly." or "Looking at both files," it opens with. */
export function withoutOpener(text: string): string {
  const rest = text.replace(OPENER, '');
  return rest === text || rest.length < 12 ? text : rest.charAt(0).toUpperCase() + rest.slice(1);
}

function weigh(claim: Claim, topic: ReadonlySet<string>): number {
  const text = withoutOpener(claim.text);
  if (text.length < 15 || isTalk(text)) return 0;
  let score = 1.5 + Math.min(4, onTopic(topic, text)) * 0.7;
  if (VERDICT.test(claim.text) || claim.label === 'verdict') score += 2;
  if (claim.label === 'problem') score += 1;
  if (claim.stressed && claim.kind === 'text') score += 1.5;
  if (statesCause(text)) score += 1.5;
  if (namesCode(text)) score += 0.5;
  if (claim.kind !== 'text') score -= claim.kind === 'code' ? (claim.position < 2 ? 0.5 : 4) : 1.5;
  if (claim.text.endsWith(':') && claim.code === '') score -= claim.stressed ? 0.5 : 1.5;
  if (isDependent(text)) score -= 0.5;
  if (isCheckReport(text)) score -= 2;
  if (text.length > 220) score -= 1;
  return score - Math.min(3, claim.position * 0.25) - claim.depth - claim.age * 1.2;
}
