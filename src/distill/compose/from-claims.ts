import type { Claim } from '../evidence/claims.ts';
import { mentionedFiles } from '../evidence/mentions.ts';
import type { Story } from '../evidence/story.ts';
import { intent, isEditing } from '../text/intent.ts';
import { lengthPenalty } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { withoutOpener } from './conclusion.ts';
import { impersonal, isCheckReport, isDependent, isTalk, namesCode, saysChanged, saysDone, specificity, statesCause, withoutTail } from '../text/phrases.ts';
import { onTopic, topicOf } from './topic.ts';

const MAX_CLAIMS = 600;
const PLACE = /\s*\((?:[\w./-]+\.\w{1,5}(?::[\d,\s:-]+)?|lines? [\d-]+|[^()]{0,60}:\d[^()]{0,20})\)/g;
const LABEL = /^.{3,90}?(?:\s[-–—]|:)\s+(?=\S.{18})/;
const LOCAL = /\b(?:remaining|rest of|another|the callers?|these|the test files?|the other)\b/i;
const ADVICE = /\b(?:issues?|concerns?|recommend\w*|suggest\w*|problems?|risks?|critical|violations?|feedback|review|options?|before|proposed|plan)\b/i;
const OBJECT = /^[\w-]+ (?:this|that|it|them|these)\b/i;
const AT_LINE = / (?:in|at) [\w./-]{1,120}\.\w{1,5}:\d[\d,-]*/g;
const SO_I = /[,;] so i(?:'ve| have)? ((?:\w+ed|made|set|wrote) .{15,})$/i;
const FIX_IS = /^(?:the|my) (?:\w+ )?(?:fix|solution|approach|idea) (?:is|was|would be) to (.{12,})$/i;

/** What the assistant says it did, as titles; only what can be of this turn. */
export function fromDone(story: Story): Candidate[] {
  const topic = topicOf(story);
  const listed = story.claims.filter((claim) => claim.age === 0 && claim.kind === 'item' && claim.depth === 0).length;
  const oldest = story.claims.at(-1)?.age ?? 0;
  return story.claims.slice(0, MAX_CLAIMS).flatMap((claim) => {
    if (claim.depth > 0 || claim.role === 'question' || claim.kind === 'code' || !isOfThisTurn(claim, story)) return [];
    return claim.role === 'announcement' ? fromAnnouncement(claim, topic, oldest) : fromStatement(claim, topic, listed);
  });
}

/** The answer of a turn that changed nothing, and the headings it was given under, as titles. */
export function fromAnswer(story: Story, claim: Claim | undefined): Candidate[] {
  const topic = topicOf(story);
  const headings = story.claims.filter((claim) => claim.age === 0 && claim.kind === 'heading' && specificity(claim.text) >= 2).slice(0, 3);
  const titles = headings.map((claim, index) => ({
    text: claim.text, event: claim.event, score: 1 + Math.min(3, onTopic(topic, claim.text)) * 0.8 - index * 0.5 - lengthPenalty(claim.text),
  }));
  if (claim === undefined) return titles;
  const text = withoutOpener(claim.text).replace(/:$/, '').replace(PLACE, '').replace(AT_LINE, '');
  const alone = !isDependent(text) && !/^(?:you|i|we|your|my)\b/i.test(text) && !claim.text.endsWith(':') && claim.kind === 'text';
  const overlap = Math.min(3, onTopic(topic, text));
  const firm = claim.stressed || statesCause(text) ? 1.5 : 0;
  return [...titles, { text, event: claim.event, score: 1.5 + (alone ? overlap * 0.8 + firm : 0) - lengthPenalty(text) }];
}

/** Whether a sentence can be about this turn: it names none but files changed in it; a recap has to name one. */
export function isOfThisTurn(claim: Claim, story: Story): boolean {
  if (claim.kind === 'item' && ADVICE.test(claim.heading) && !/\bfix/i.test(claim.heading)) return false;
  const files = mentionedFiles(claim.text);
  if (files.length === 0) return !claim.recap;
  return files.some((file) => story.files.modified.some((path) => path === file || path.endsWith(`/${file}`)));
}

/** "Root cause fix (a.go:12): Now sets X" is "Now sets X"; "It returned Y, so I added Z" is "added Z". */
export function doneClause(claim: Claim): string {
  const text = impersonal(withoutTail(claim.text).replace(PLACE, '').replace(AT_LINE, ''));
  const acted = SO_I.exec(text) ?? FIX_IS.exec(text);
  if (acted) return acted[1]!;
  const rest = claim.kind === 'item' ? text.replace(LABEL, '') : text;
  if (rest !== text && (saysDone(rest) || /^now\b/i.test(rest))) return rest;
  if (claim.lead.length >= 20 && (saysDone(claim.lead) || isEditing(claim.lead))) return claim.lead;
  return rest !== text && saysChanged(rest) ? rest : text;
}

function fromStatement(claim: Claim, topic: ReadonlySet<string>, listed: number): Candidate[] {
  const text = doneClause(claim);
  if (text.length < 15 || isTalk(text) || isCheckReport(text) || claim.age > 8) return [];
  const done = saysDone(text) || (text !== claim.text && isEditing(text));
  let score = Math.min(4, onTopic(topic, text)) * 0.8 + (done ? 4.5 : saysChanged(text) ? (claim.age < 2 ? 3.5 : 1) : 0);
  if (claim.age === 0 && statesCause(text)) score += 1.5;
  if (done && (specificity(text) < 2 || OBJECT.test(text))) score -= 2.5;
  if (claim.label === 'solution') score += 2;
  if (isDependent(text)) score -= 4;
  if (claim.kind === 'item') score -= listed > 2 ? 3 : 1;
  if (claim.kind === 'heading') score -= done ? 1 : 3;
  if (claim.text.endsWith(':')) score -= done ? 0.5 : 4;
  if (namesCode(text)) score += 0.5;
  return [{ text, event: claim.event, score: score - claim.age * 0.8 - Math.min(done ? 1.5 : 3, claim.position * (done ? 0.1 : 0.2)) - lengthPenalty(text) }];
}

/** The first announcements restate the task: "I'll update X to do Y" in a turn that did. */
function fromAnnouncement(claim: Claim, topic: ReadonlySet<string>, oldest: number): Candidate[] {
  const text = intent(claim.text).replace(/:$/, '');
  if (!isEditing(text) || text.length < 25 || isCheckReport(text)) return [];
  let score = 2.5 + Math.min(4, onTopic(topic, text)) * 0.8 - lengthPenalty(text);
  if (claim.age >= oldest - 2) score += 0.7;
  if (LOCAL.test(text) || OBJECT.test(text)) score -= 1.5;
  if (claim.text.endsWith(':')) score -= 0.7;
  return [{ text, event: claim.event, score: specificity(text) < 2 ? score - 2 : score }];
}
