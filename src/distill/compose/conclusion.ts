import type { Claim } from '../evidence/claims.ts';
import { promptLine } from '../evidence/prompt.ts';
import type { Story } from '../evidence/story.ts';
import { isCheckReport, isDependent, isTalk, namesCode, statesCause } from '../text/phrases.ts';
import { width } from '../text/width.ts';
import { weigh } from './signals.ts';
import type { Signal } from './signals.ts';
import { onTopic, topicOf } from './topic.ts';

/** A claim with its text as it would be told. */
interface Told {
  readonly claim: Claim;
  readonly text: string;
  readonly yesNo: boolean;
}

const VERDICT =
  /^(?:yes|no|correct|not (?:exactly|quite|really))\b[,.!:—–-]|^no \w+\.$|\b(?:bottom line|in short|tl;dr|conclusion|to sum up|in other words|the answer|short answer|verdict|so yes|so no|unfortunately)\b/i;
const OPENER =
  /^(?:(?:yes|no|correct|exactly|right|you're (?:absolutely )?right|you are right|good (?:point|question|thinking)|looking at [^,:]{3,60}|based on [^,:]{3,60}|bottom line|in short|unfortunately|found it|perfect|great|excellent)[,.!:—–-]+\s*)+/i;
const YES_NO =
  /(?:^|[.,:;] )(?:(?:but|so|and) )?(?:is|are|do|does|did|was|were|has|have|can|could|should|would|will)(?:n't)? (?!you\b)|\b(?:if|whether)\b/i;
const NEGATION = /\b(?:not|no|never|isn't|aren't|doesn't|don't|won't|yes|indeed)\b/i;
const MAX_LOOK = 14;
const MIN_LENGTH = 15;

const ANSWER: readonly Signal<Told>[] = [
  [1.5, () => true],
  [2, ({ claim }) => claim.label === 'verdict' || VERDICT.test(claim.text)],
  [1, ({ claim }) => claim.label === 'problem'],
  [1.5, ({ claim }) => claim.stressed && claim.kind === 'text'],
  [1.5, ({ text }) => statesCause(text)],
  [0.5, ({ text }) => namesCode(text)],
  [1, ({ claim, yesNo }) => yesNo && NEGATION.test(claim.text)],
  [-1.5, ({ claim }) => claim.kind === 'item'],
  [-3, ({ claim }) => claim.kind === 'heading'],
  [-0.5, ({ claim }) => claim.kind === 'code'],
  [-3.5, ({ claim }) => claim.kind === 'code' && claim.position >= 2],
  [-0.5, ({ claim }) => claim.text.endsWith(':') && claim.code === ''],
  [-1, ({ claim }) => claim.text.endsWith(':') && claim.code === '' && !claim.stressed],
  [-0.5, ({ text }) => isDependent(text)],
  [-2, ({ text }) => isCheckReport(text)],
  [-1.5, ({ text, claim }) => claim.kind !== 'code' && /^(?:run|try|use|see|or)\b/i.test(text)],
  [-1, ({ text }) => text.length > 220],
  [-2, ({ text }) => /^(?:even )?if (?:i|we)\b/i.test(text)],
];

/** The sentence of the last messages that answers best what the user asked. */
export function conclusionOf(story: Story): Claim | undefined {
  const topic = topicOf(story);
  const yesNo = YES_NO.test(promptLine(story.request.prompt).slice(0, 600));
  let best: Claim | undefined;
  let most = 0;
  for (const claim of answering(story)) {
    const text = withoutOpener(claim.text);
    if (width(text) < MIN_LENGTH || isTalk(text)) continue;
    const late = Math.min(3, claim.position * 0.25) + claim.depth + claim.age * 1.2;
    const score = weigh({ claim, text, yesNo }, ANSWER) + Math.min(4, onTopic(topic, text)) * 0.7 - late;
    if (score > most) [best, most] = [claim, score];
  }
  return best;
}

/** A sentence without the "Yes, exactly." or "Looking at both files," it opens with. */
export function withoutOpener(text: string): string {
  const rest = text.replace(OPENER, '');
  return rest === text || rest.length < 12 ? text : rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Where an answer is to be expected: the top and the end of the closing message, and the messages just before it. */
function answering({ claims }: Story): readonly Claim[] {
  const told = claims.filter(({ age, role, before }) => age < 3 && role === 'statement' && !before);
  const closing = told.filter(({ age }) => age === 0);
  const before = told.filter(({ age, kind }) => age > 0 && kind === 'text');
  return [...closing.slice(0, MAX_LOOK), ...closing.slice(MAX_LOOK).slice(-3), ...before.slice(0, MAX_LOOK)];
}
