import type { Summary } from '../../model/memory.ts';
import { promptLine } from '../evidence/prompt.ts';
import type { Story } from '../evidence/story.ts';
import { clip, quote } from '../text/clip.ts';
import { saysChanged, saysDone } from '../text/phrases.ts';
import { saysTheSame } from '../text/words.ts';
import { inFull } from './claim-text.ts';
import { withoutOpener } from './conclusion.ts';
import { doneClause } from './done-clause.ts';
import { answeredTo } from './from-before.ts';
import type { Gist } from './gist.ts';
import type { Outcome } from './outcome.ts';
import { isSmallTalk } from './trivial.ts';
import { verification } from './verification.ts';

/** What the turn was asked for, in the user's words, cut to `max`. */
export function requestOf(story: Story, max: number): string {
  if (story.request.prompt.plan !== '') return `Implement the plan "${clip(story.request.prompt.plan, max - 24)}"`;
  const answered = answeredTo(story);
  if (answered !== '') return clip(`${promptLine(story.request.prompt).slice(0, 60)} (to: ${answered})`, max);
  if (isSmallTalk(story.request.prompt)) return '';
  const own = story.request.sentences.join(' ');
  return clip(own.length >= 12 ? own : promptLine(story.request.prompt), max);
}

/** The summary of a turn: claude-mem's fields, each prose or empty. */
export function summaryOf(story: Story, gist: Gist, outcome: Outcome, done: string): Summary {
  const { read } = story.files;
  const finished = gist.changed && outcome !== 'abandoned' && outcome !== 'blocked';
  return {
    request: requestOf(story, 300),
    investigated: read.length === 0 ? '' : `Read ${listed(read, 5)}`,
    learned: prose([...answer(story, gist), ...gist.findings.slice(0, 3).map(inFull)], 480),
    completed: finished ? prose([done, ...gist.changes.slice(0, 3).map(inFull)], 360) : '',
    nextSteps: prose(gist.open.map(inFull), 300),
  };
}

/** The answer, where there was a question; in a turn that changed something what was done is told elsewhere. */
function answer({ request }: Story, { changed, conclusion }: Gist): readonly string[] {
  if (conclusion === undefined) return [];
  const clause = doneClause(conclusion);
  const asks = request.sentences.some((sentence) => sentence.trimEnd().endsWith('?'));
  if (changed && (!asks || saysDone(clause) || saysChanged(clause))) return [];
  return [withoutOpener(inFull(conclusion))];
}

/** Two to five sentences: what was asked, found, changed, how it was checked, and what is open. */
export function narrativeOf(story: Story, summary: Summary, outcome: Outcome): string {
  const checked = verification(story.runs);
  const { modified } = story.files;
  const parts = [
    summary.request === '' ? '' : `Asked: ${quote(summary.request, 240)}.`,
    summary.learned === '' ? '' : `Found: ${summary.learned}`,
    summary.completed === '' ? '' : `Done: ${summary.completed}`,
    modified.length === 0 ? '' : `Changed ${listed(modified, 4)}.`,
    checked === '' ? '' : `Checked: ${checked}.`,
    ending(outcome, story),
    summary.nextSteps === '' ? '' : `Open: ${summary.nextSteps}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function ending(outcome: Outcome, story: Story): string {
  const refused = story.answers.findLast(({ kind }) => kind === 'refusal');
  if (story.ending === 'refused') return `The user refused ${clip(refused?.subject ?? 'the next step', 140)}, and it ended there.`;
  if (outcome === 'abandoned') return 'The user interrupted it before it was finished.';
  if (outcome === 'blocked') return 'It ended blocked.';
  return '';
}

/** Whole sentences up to `max` characters, none said twice; only a first one that is too long is cut. */
function prose(texts: readonly string[], max: number): string {
  const kept: string[] = [];
  let size = 0;
  for (const text of texts) {
    const sentence = ended(kept.length === 0 ? clip(text, max) : text);
    if (sentence === '' || size + sentence.length > max || kept.some((other) => saysTheSame(other, sentence))) continue;
    kept.push(sentence);
    size += sentence.length + 1;
  }
  return kept.join(' ');
}

function ended(text: string): string {
  const bare = text.replace(/[:,;]$/, '');
  return bare === '' || /[.!?。！？]["”)]?$/.test(bare) ? bare : `${bare}.`;
}

function listed(files: readonly string[], max: number): string {
  const names = files.slice(0, max).join(', ');
  return files.length > max ? `${names} and ${files.length - max} more` : names;
}
