import { subjectLine } from '../evidence/commits.ts';
import type { Story } from '../evidence/story.ts';
import { clip } from '../text/clip.ts';
import { lengthPenalty } from './candidate.ts';
import type { Candidate } from './candidate.ts';
import { fromAnswer } from './from-answer.ts';
import { fromDone } from './from-done.ts';
import { fromFiles } from './from-files.ts';
import { fromPrompt } from './from-prompt.ts';
import { fromQuestion } from './from-question.ts';
import type { Gist } from './gist.ts';
import { saysChanged, saysDone } from '../text/phrases.ts';

/** The longest a title may be, in UTF-16 units. */
export const MAX_TITLE = 80;
const LEAST_CLAUSE = 0.4;
const END = /[\s.,:;!。！]{1,9}$/;
const FRONTED = /^(?:[A-Z]\w{2,15}: )?(?:even )?(?:when|if|since|after|while|although|once|unless|because|before)\b[^,]*$/i;
const PROGRAMS = new Set(
  'rm git npm npx pnpm yarn bun mise cargo docker kubectl curl ls cd sed awk grep rg pip python node gh ssh'.split(' '),
);

/** The sentences that say what a turn came to, best first. Never empty where the user asked for something. */
export function titleCandidates(story: Story, { changed, conclusion }: Gist): readonly Candidate[] {
  const found = [
    ...fromCommits(story),
    ...(changed ? [...fromDone(story), ...fromFiles(story)] : fromAnswer(story, conclusion)),
    ...(changed ? fromQuestion(story, conclusion) : []),
    ...fromPrompt(story, changed),
    ...fromTask(story),
  ];
  return found.filter(({ text }) => text.length >= 4).toSorted((a, b) => b.score - a.score);
}

/** The best candidate as a title: one line, at most `max` characters. `undefined`: no candidate has words. */
export function titleOf(candidates: readonly Candidate[], max: number): Candidate | undefined {
  const titles = candidates.map((candidate) => ({ ...candidate, whole: candidate.text, text: shortened(candidate.text, max) }));
  const told = titles.filter(({ text }) => text !== '');
  const best = told.find(({ whole, text }) => !isFragment(whole, text, max)) ?? told[0];
  return best === undefined ? undefined : { text: capitalised(best.text), event: best.event, score: best.score };
}

function shortened(text: string, max: number): string {
  return clip(text.replace(END, ''), max, LEAST_CLAUSE).replace(END, '');
}

/** What was cut off is what it was about: "When the disk is full[, the import stops]", "Both of them[ have been updated]". */
function isFragment(whole: string, text: string, max: number): boolean {
  if (whole.length <= max) return false;
  if (text.split('"').length % 2 === 0) return true;
  return FRONTED.test(text) || (saysChanged(whole) && !saysDone(whole) && !saysChanged(text));
}

/** A sentence with a capital first letter, unless it starts with a name from the code. */
export function capitalised(text: string): string {
  const first = text.split(' ', 1)[0] ?? '';
  return /^[a-z]+(?:'[a-z]+)?[,:]?$/.test(first) && !PROGRAMS.has(first) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** What a turn that was cut off was at. */
function fromTask({ task }: Story): Candidate[] {
  return task === undefined ? [] : [{ ...task, score: 3 - lengthPenalty(task.text) }];
}

function fromCommits(story: Story): Candidate[] {
  const last = story.commits.at(-1);
  const typed = story.attempted === undefined ? [] : [{ ...story.attempted, score: 9 }];
  if (last === undefined) return typed;
  return story.commits.map((commit, index) => ({
    text: subjectLine(commit),
    event: commit.event,
    score: commit === last ? 14 : 8 - index * 0.1,
  }));
}
