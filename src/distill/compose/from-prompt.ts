import { promptLine } from '../evidence/prompt.ts';
import type { Story } from '../evidence/story.ts';
import { isEditing } from '../text/intent.ts';
import { sentences } from '../text/sentences.ts';
import { lengthPenalty } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { headline, isWish } from './headline.ts';
import { isDependent, specificity } from '../text/phrases.ts';

const SITUATION =
  /^(?:when|if|since|because|as|while|after|looking|going back|taking a step|thinking|regarding|right now|currently|in (?:the|this|\S*\/)|for|by|like|or|with|i(?:'ve| have)? (?:just|noticed|got|see|saw|realized|tried|think|feel|wonder|guess|mean)|it|this|that|there|the (?:issue|problem)|you (?:wrote|said|also said))\b/i;
const LOOK = /^(?:take a look|look|check|double[- ]check|see|tell me|show me|help me|figure out|explain)\b/i;
const PROGRAM = /^(?:\$ )?(?:rm|git|npm|npx|pnpm|yarn|cargo|docker|kubectl|curl|ls|cd|cat|sudo) [\w.-]/;
const MAX_SENTENCES = 8;

/** What the user asked for, as titles. `changed`: files were, so a plain question says less than a wish. */
export function fromPrompt(story: Story, changed: boolean): Candidate[] {
  const event = story.promptEvent?.id ?? '';
  if (story.prompt.plan !== '') return [{ text: story.prompt.plan, event, score: 10 }];
  const plan = story.plan === '' ? [] : [{ text: story.plan, event, score: 9 }];
  const pasted = story.asked.length === 0;
  const asked = (pasted ? sentences(promptLine(story.prompt)) : story.asked).slice(0, MAX_SENTENCES);
  return [...plan, ...asked.map((text, index) => ({ text: headline(text), event, score: weigh(text, changed) - index * 0.25 - (pasted ? 4 : 0) }))];
}

function weigh(text: string, changed: boolean): number {
  const short = headline(text);
  let score = base(text, short, changed) + Math.min(2, specificity(short) * 0.4) - lengthPenalty(short);
  if (SITUATION.test(short) || isDependent(short)) score -= 2;
  if (LOOK.test(short)) score -= 1.5;
  if (PROGRAM.test(short) || /^\/\S+$/.test(short)) score -= 3;
  if (/[:,]$/.test(short)) score -= 3;
  return specificity(short) < 2 ? score - 2 : score;
}

function base(text: string, short: string, changed: boolean): number {
  if (isEditing(short)) return 4;
  if (text.trimEnd().endsWith('?')) return changed ? 1.5 : 3.5;
  if (isWish(text)) return changed ? 2 : 3;
  return changed ? 0.5 : 2;
}
