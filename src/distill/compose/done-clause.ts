import type { Claim } from '../evidence/claims.ts';
import { mentionedFiles } from '../evidence/mentions.ts';
import type { Story } from '../evidence/story.ts';
import { isEditing } from '../text/intent.ts';
import { impersonal, saysChanged, saysDone, withoutTail } from '../text/phrases.ts';

const PLACE = /\s*\((?:[\w./-]+\.\w{1,5}(?::[\d,\s:-]+)?|lines? [\d-]+|[^()]{0,60}:\d[^()]{0,20})\)/g;
const AT_LINE = / (?:in|at) [\w./-]{1,120}\.\w{1,5}:\d[\d,-]*(?! and\b)/g;
const LABEL = /^.{3,90}?(?:\s[-–—]|:)\s+(?=\S.{18})/;
const SO_I = /[,;] so i(?:'ve| have)? ((?:\w+ed|made|set|wrote) .{15,})$/i;
const FIX_IS = /^(?:the|my) (?:\w+ )?(?:fix|solution|approach|idea) (?:is|was|would be) to (.{12,})$/i;
const SHOWS =
  /^now,? when (?:you |users |someone )?(?:re-?)?run(?:s|ning)? (.{3,60}?),? (?:you(?:'ll| will)|it(?:'ll| will)?|users(?: will)?|they(?:'ll| will)?) (?:sees?|shows?|prints?|gets?):?$/i;
const ADVICE =
  /\b(?:issues?|concerns?|recommend\w*|suggest\w*|problems?|risks?|critical|violations?|feedback|review|options?|before|proposed|plan)\b/i;

/** The part of a sentence that says what was done: "Root cause fix (a.go:12): Now sets X" is "Now sets X". */
export function doneClause(claim: Claim): string {
  const text = impersonal(withoutPlaces(withoutTail(claim.text)));
  const acted = actIn(text);
  if (acted !== '') return acted;
  const rest = claim.kind === 'item' ? text.replace(LABEL, '') : text;
  if (rest !== text && (saysDone(rest) || /^now\b/i.test(rest))) return rest;
  if (claim.lead.length >= 20 && (saysDone(claim.lead) || isEditing(claim.lead))) return claim.lead;
  return rest !== text && saysChanged(rest) ? rest : text;
}

/** "…, so I changed X" is "changed X"; "Now when you run X, you'll see" is "X now shows". */
function actIn(text: string): string {
  const shows = SHOWS.exec(text)?.[1];
  return shows === undefined ? ((SO_I.exec(text) ?? FIX_IS.exec(text))?.[1] ?? '') : `${shows} now shows`;
}

/** A sentence without the "(a.go:12-40)" and "in a.go:12" that a title has no room for. */
export function withoutPlaces(text: string): string {
  return text.replace(PLACE, '').replace(AT_LINE, '');
}

/** Whether a sentence can be about this turn: it names none but files changed in it, and a recap names one. */
export function isOfThisTurn(claim: Claim, story: Story): boolean {
  if (claim.kind === 'item' && ADVICE.test(claim.heading) && !/\bfix/i.test(claim.heading)) return false;
  const files = mentionedFiles(claim.text);
  if (files.length === 0) return !claim.recap;
  return files.some((file) => story.files.modified.some((path) => path === file || path.endsWith(`/${file}`)));
}
