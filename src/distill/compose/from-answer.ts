import type { Claim } from '../evidence/claims.ts';
import type { Story } from '../evidence/story.ts';
import { pointsBack } from '../text/anaphora.ts';
import { isDependent, isTalk, specificity, statesCause } from '../text/phrases.ts';
import { lengthPenalty } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { withoutOpener } from './conclusion.ts';
import { withoutPlaces } from './done-clause.ts';
import { questionAndAnswer } from './from-question.ts';
import { onTopic, topicOf } from './topic.ts';

const PERSONAL = /^(?:you|i|we|your|my)\b/i;
const CONDITIONAL = /^(?:if|when|since|while) (?:i|we|you)\b/i;
/** Headings that number, name a kind of text, or announce, and say nothing of what is in it. */
const SECTION =
  /^(?:(?:step|option|approach|phase) \d|(?:\w+ )?(?:summary|overview|problem(?: statement)?|solution|background|context|details|conclusion|root cause found|scenario|key points?)$|(?:what|how|why)\b.*:$|(?:\w+ )?(?:workarounds|options|signals|changes)$)/i;
const WRITING = /\b(?:summar(?:y|i[sz]e)|write|version|section|text|example|explain|describe|doc(?:ument)?|draft|reads?)\b/i;
const MAX_HEADINGS = 3;

/** The answer of a turn that changed nothing, and the headings it was given under, as titles. */
export function fromAnswer(story: Story, conclusion: Claim | undefined): readonly Candidate[] {
  const topic = topicOf(story);
  const headings = fromHeadings(story, topic);
  return conclusion === undefined ? headings : [fromConclusion(conclusion, topic), ...questionAndAnswer(story, conclusion), ...headings];
}

/** A text that was asked for is named by the heading it opens with; other headings name what was looked at. */
function fromHeadings({ claims, request }: Story, topic: ReadonlySet<string>): readonly Candidate[] {
  const closing = claims.filter(({ age, kind }) => age === 0 && kind === 'heading');
  const telling = closing.filter(({ text }) => specificity(text) >= 2 && !SECTION.test(text));
  const ordered = WRITING.test(request.sentences.slice(0, 3).join(' '));
  return telling.slice(0, MAX_HEADINGS).map((claim, index) => {
    const text = withoutOpener(claim.text);
    const opening = ordered && claim === closing[0] ? 3 : 0;
    return {
      text,
      event: claim.event,
      score: 1 + opening + relevance(topic, text) - index * 0.5 - (/:$|^what\b.*\?$/i.test(claim.text) ? 1 : 0) - lengthPenalty(text),
    };
  });
}

/** An answer that can stand alone is a good title; "It does, because of that" is not. */
function fromConclusion(claim: Claim, topic: ReadonlySet<string>): Candidate {
  const text = withoutPlaces(withoutOpener(claim.text).replace(/:$/, ''));
  const firm = claim.stressed || statesCause(text) ? 1.5 : 0;
  const score = standsAlone(claim, text) ? 2.5 + relevance(topic, text) + firm : 0;
  return { text, event: claim.event, score: score - lengthPenalty(text) - (CONDITIONAL.test(text) || specificity(text) < 2 ? 2 : 0) };
}

function standsAlone(claim: Claim, text: string): boolean {
  if (claim.kind !== 'text' || claim.text.endsWith(':') || isTalk(text)) return false;
  return !isDependent(text) && !PERSONAL.test(text) && !pointsBack(text);
}

function relevance(topic: ReadonlySet<string>, text: string): number {
  return Math.min(3, onTopic(topic, text)) * 0.8;
}
