import { promptLine } from '../evidence/prompt.ts';
import type { Story } from '../evidence/story.ts';
import { isEditing } from '../text/intent.ts';
import { isHedged, leansOnBefore } from '../text/anaphora.ts';
import { isDependent, specificity } from '../text/phrases.ts';
import { sentences } from '../text/sentences.ts';
import { lengthPenalty } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { answeredTo } from './from-before.ts';
import { headline, isWish } from './headline.ts';
import { weigh } from './signals.ts';
import type { Signal } from './signals.ts';

const SITUATION =
  /^(?:when|if|since|because|as|while|after|looking|going back|taking a step|thinking|regarding|right now|currently|in (?:the|this|\S*\/)|for|by|like|or|with|i(?:'ve| have)? (?:just|noticed|got|see|saw|realized|tried|think|feel|wonder|guess|mean)|it|this|that|there|(?:the )?(?:issue|problem)|you (?:wrote|said|also said))\b/i;
const LOOK = /^(?:keep in mind|remember|take a look|look|check|double[- ]check|see|tell me|show me|help me|figure out|explain)\b/i;
const COMMAND = /^(?:\$ )?(?:rm|git|npm|npx|pnpm|yarn|cargo|docker|kubectl|curl|ls|cd|cat|sudo) [\w.-]|^\/\S+$/;
const MAX_SENTENCES = 8;

const WISH: readonly Signal<string>[] = [
  [-2, (text) => SITUATION.test(text) || isDependent(text)],
  [-2.5, (text) => LOOK.test(text)],
  [-4, leansOnBefore],
  [-3, isHedged],
  [-3, (text) => COMMAND.test(text)],
  [-3, (text) => /[:,]$/.test(text)],
  [-2, (text) => specificity(text) < 2],
];

/** What the user asked for, as titles. `changed`: files were, so a plain question says less than a wish. */
export function fromPrompt(story: Story, changed: boolean): readonly Candidate[] {
  const event = story.request.event;
  if (story.request.prompt.plan !== '') return [{ text: story.request.prompt.plan, event, score: 10 }];
  const plan = story.plan === undefined ? [] : [{ ...story.plan, score: 9 }];
  const pasted = story.request.sentences.length === 0;
  const asked = (pasted ? sentences(promptLine(story.request.prompt)) : story.request.sentences).slice(0, MAX_SENTENCES);
  const wishes = asked.map((sentence, index) => fromSentence(sentence, event, changed, index * 0.25 + (pasted ? 4 : 0)));
  const answered = answeredTo(story);
  const meant = answered === '' ? [] : [{ text: answered, event, score: 4 }];
  return [...plan, ...meant, ...wishes];
}

function fromSentence(sentence: string, event: string, changed: boolean, handicap: number): Candidate {
  const text = headline(sentence);
  const detail = Math.min(2, specificity(text) * 0.4);
  return { text, event, score: base(sentence, text, changed) + detail + weigh(text, WISH) - lengthPenalty(text) - handicap };
}

function base(sentence: string, text: string, changed: boolean): number {
  if (isEditing(text)) return changed ? 3.5 : 3;
  if (sentence.trimEnd().endsWith('?')) return changed ? 1.5 : 1;
  if (isWish(sentence)) return changed ? 2 : 1.5;
  return changed ? 0.5 : 1;
}
