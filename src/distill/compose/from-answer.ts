import type { Claim } from '../evidence/claims.ts';
import type { Story } from '../evidence/story.ts';
import { isDependent, specificity, statesCause } from '../text/phrases.ts';
import { lengthPenalty } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { withoutOpener } from './conclusion.ts';
import { withoutPlaces } from './done-clause.ts';
import { onTopic, topicOf } from './topic.ts';

const PERSONAL = /^(?:you|i|we|your|my)\b/i;
const MAX_HEADINGS = 3;

/** The answer of a turn that changed nothing, and the headings it was given under, as titles. */
export function fromAnswer(story: Story, conclusion: Claim | undefined): readonly Candidate[] {
  const topic = topicOf(story);
  const headings = story.claims.filter(({ age, kind, text }) => age === 0 && kind === 'heading' && specificity(text) >= 2);
  const titles = headings.slice(0, MAX_HEADINGS).map(({ text, event }, index) => ({
    text,
    event,
    score: 1 + relevance(topic, text) - index * 0.5 - lengthPenalty(text),
  }));
  return conclusion === undefined ? titles : [fromConclusion(conclusion, topic), ...titles];
}

/** An answer that can stand alone is a good title; "It does, because of that" is not. */
function fromConclusion(claim: Claim, topic: ReadonlySet<string>): Candidate {
  const text = withoutPlaces(withoutOpener(claim.text).replace(/:$/, ''));
  const alone = claim.kind === 'text' && !claim.text.endsWith(':') && !isDependent(text) && !PERSONAL.test(text);
  const firm = claim.stressed || statesCause(text) ? 1.5 : 0;
  return { text, event: claim.event, score: 1.5 + (alone ? relevance(topic, text) + firm : 0) - lengthPenalty(text) };
}

function relevance(topic: ReadonlySet<string>, text: string): number {
  return Math.min(3, onTopic(topic, text)) * 0.8;
}
