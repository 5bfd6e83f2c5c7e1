import type { Claim } from '../evidence/claims.ts';
import type { Story } from '../evidence/story.ts';
import { isHedged, pointsBack } from '../text/anaphora.ts';
import { intent, isEditing } from '../text/intent.ts';
import {
  isCheckReport,
  isDependent,
  isTalk,
  namesCode,
  namesNothing,
  saysChanged,
  saysDone,
  specificity,
  statesCause,
} from '../text/phrases.ts';
import { lengthPenalty } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { doneClause, isOfThisTurn } from './done-clause.ts';
import { weigh } from './signals.ts';
import type { Signal } from './signals.ts';
import { onTopic, topicOf } from './topic.ts';

/** A claim with the words of it that would be the title. */
interface Said {
  readonly claim: Claim;
  readonly text: string;
  readonly done: boolean;
}

const MAX_CLAIMS = 600;
const MAX_AGE = 8;
const MAX_LENGTH = 80;
const LONG_LIST = 3;
const GENERIC = /^(?:\w+ )?(?:summary|changes|results?|overview|review|details|fixes|output|status)\b/i;
const LOCAL =
  /\b(?:remaining|rest of|another|the callers?|these|the test files?|the other|both files|the existing|the (?:\w+ ){0,3}logic|the (?:import|function calls|usages|references))\b/i;
const BOOKKEEPING = /\b(?:task|to-?do) (?:list|items?)\b|\btodos\b/i;
const ABOUT_IT = /^[\w-]+ (?:this|that|it|them|these)\b/i;
const WHEN = /^now,? when\b/i;
const NAMED_CAUSE = /^the (?:\w+ )?(?:bug|issue|problem|cause)\b/i;

const STATEMENT: readonly Signal<Said>[] = [
  [4.5, ({ done }) => done],
  [3.5, ({ done, text, claim }) => !done && claim.age < 2 && saysChanged(text)],
  [1, ({ done, text, claim }) => !done && claim.age >= 2 && saysChanged(text)],
  [1.5, ({ text, claim }) => claim.age === 0 && statesCause(text)],
  [1, ({ text, claim }) => claim.age === 0 && NAMED_CAUSE.test(text)],
  [2, ({ claim }) => claim.label === 'solution'],
  [0.5, ({ text }) => namesCode(text)],
  [-2.5, ({ done, text }) => done && (specificity(text) < 2 || ABOUT_IT.test(text))],
  [-1, ({ done, text }) => done && namesNothing(text)],
  [-1.5, ({ text }) => /^(?:fixed|done|handled) (?:by|in|at)\b/i.test(text)],
  [-4, ({ text }) => isDependent(text)],
  [-4, ({ text }) => pointsBack(text)],
  [-1, ({ claim }) => claim.kind === 'item'],
  [-1, ({ claim }) => claim.kind === 'heading'],
  [-2, ({ claim, done }) => claim.kind === 'heading' && !done],
  [-5, ({ claim, text }) => claim.kind === 'heading' && GENERIC.test(text)],
  [-0.5, ({ claim, done }) => claim.text.endsWith(':') && done],
  [-1, ({ claim, done, text }) => claim.text.endsWith(':') && claim.code === '' && !done && saysChanged(text)],
  [-4, ({ claim, done, text }) => claim.text.endsWith(':') && !done && (!saysChanged(text) || WHEN.test(text))],
  [-4, ({ claim, done }) => claim.text.endsWith(' to:') && done],
];

const ANNOUNCEMENT: readonly Signal<Said>[] = [
  [2.5, () => true],
  [-1.5, ({ text }) => LOCAL.test(text) || ABOUT_IT.test(text)],
  [-0.7, ({ claim }) => claim.text.endsWith(':')],
  [-2, ({ text }) => specificity(text) < 2],
  [-2, ({ text }) => isHedged(text)],
];

/** What the assistant says it did, as titles; only what can be of this turn. */
export function fromDone(story: Story): readonly Candidate[] {
  const topic = topicOf(story);
  const listed = story.claims.filter((claim) => claim.age === 0 && claim.kind === 'item' && claim.depth === 0).length;
  const oldest = story.claims.at(-1)?.age ?? 0;
  return story.claims.slice(0, MAX_CLAIMS).flatMap((claim) => {
    if (claim.depth > 0 || claim.before || claim.role === 'question' || claim.kind === 'code' || !isOfThisTurn(claim, story)) return [];
    return claim.role === 'announcement' ? fromAnnouncement(claim, topic, oldest) : fromStatement(claim, story, topic, listed);
  });
}

function fromStatement(claim: Claim, story: Story, topic: ReadonlySet<string>, listed: number): readonly Candidate[] {
  const text = withCode(claim, doneClause(claim));
  if (isTalk(text) || isCheckReport(text) || claim.age > MAX_AGE) return [];
  const done = saysDone(text) || claim.label === 'solution' || (text !== claim.text && isEditing(text));
  const late = claim.age * 0.8 + Math.min(done ? 1.5 : 3, claim.position * (done ? 0.1 : 0.2));
  const inLongList = claim.kind === 'item' && listed >= LONG_LIST ? 2 : 0;
  const score = weigh({ claim, text, done }, STATEMENT) + relevance(topic, text) - late - inLongList - lengthPenalty(text);
  return [{ text: done ? withFile(text, story) : text, event: claim.event, score }];
}

/** "Added the note" is "Added the note (kettle.md)", where that is the only file that was changed. */
function withFile(text: string, { files: { modified } }: Story): string {
  const [path = ''] = modified;
  const named = `${text.replace(/[.:!]$/, '')} (${path.slice(path.lastIndexOf('/') + 1)})`;
  return modified.length === 1 && namesNothing(text) && named.length <= MAX_LENGTH ? named : text;
}

/** "The setting is now stored as: off", where it is short; what a command shows now, in any case. */
function withCode({ text, code }: Claim, clause: string): string {
  if (code === '' || !text.endsWith(':') || saysDone(clause)) return clause;
  const full = `${clause.replace(/:$/, '')}: ${code}`;
  return full.length <= MAX_LENGTH || clause.endsWith(' now shows') ? full : clause;
}

/** The first announcements restate the task: "I'll update X to do Y" in a turn that did. */
function fromAnnouncement(claim: Claim, topic: ReadonlySet<string>, oldest: number): readonly Candidate[] {
  const text = intent(claim.text).replace(/:$/, '');
  if (!isEditing(text) || text.length < 25 || isCheckReport(text) || BOOKKEEPING.test(text)) return [];
  const early = claim.age >= oldest - 2 ? 0.7 : 0;
  const score = weigh({ claim, text, done: true }, ANNOUNCEMENT) + relevance(topic, text) + early - lengthPenalty(text);
  return [{ text, event: claim.event, score }];
}

function relevance(topic: ReadonlySet<string>, text: string): number {
  return Math.min(4, onTopic(topic, text)) * 0.8;
}
