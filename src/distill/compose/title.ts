import { subjectLine } from '../evidence/commits.ts';
import type { Story } from '../evidence/story.ts';
import { clip } from '../text/clip.ts';
import type { Candidate } from './candidate.ts';
import { fromAnswer } from './from-answer.ts';
import { fromDone } from './from-done.ts';
import { fromFiles } from './from-files.ts';
import { fromPrompt } from './from-prompt.ts';
import type { Gist } from './gist.ts';

/** The longest a title may be, in UTF-16 units. */
export const MAX_TITLE = 80;
const LEAST_CLAUSE = 0.4;
const PROGRAMS = new Set(
  'rm git npm npx pnpm yarn bun mise cargo docker kubectl curl ls cd sed awk grep rg pip python node gh ssh'.split(' '),
);

/** The sentences that say what a turn came to, best first. Never empty where the user asked for something. */
export function titleCandidates(story: Story, { changed, conclusion }: Gist): readonly Candidate[] {
  const found = [...fromCommits(story), ...(changed ? [...fromDone(story), ...fromFiles(story)] : fromAnswer(story, conclusion)), ...fromPrompt(story, changed)];
  return found.filter(({ text }) => text.length >= 4).toSorted((a, b) => b.score - a.score);
}

/** The best candidate as a title: one line, at most 80 characters. `undefined`: no candidate has words. */
export function titleOf(candidates: readonly Candidate[]): Candidate | undefined {
  for (const candidate of candidates) {
    const text = clip(candidate.text, MAX_TITLE, LEAST_CLAUSE).replace(/[\s.,:;!。！]+$/, '');
    if (text !== '') return { ...candidate, text: capitalised(text) };
  }
  return undefined;
}

/** A sentence with a capital first letter, unless it starts with a name from the code. */
export function capitalised(text: string): string {
  const first = text.split(' ', 1)[0] ?? '';
  return /^[a-z]+(?:'[a-z]+)?[,:]?$/.test(first) && !PROGRAMS.has(first) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
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
