import type { Said } from '../evidence/said.ts';
import type { Story } from '../evidence/story.ts';
import { clip, clipWords } from '../text/clip.ts';
import { width } from '../text/width.ts';
import { saysTheSame } from '../text/words.ts';
import type { Candidate } from './candidate.ts';
import { withoutOpener } from './conclusion.ts';
import { inFull } from './claim-text.ts';
import type { Gist } from './gist.ts';
import { capitalised } from './title.ts';

const MAX_CHARACTERS = 170;
const MAX_WORDS = 24;
const MIN_CHARACTERS = 12;

/** What a reader wants to know next after the title: the answer, the cause, the change; else what was asked. */
export function subtitleOf(story: Story, gist: Gist, title: Candidate, candidates: readonly Candidate[]): Said | undefined {
  const answer =
    gist.conclusion === undefined || gist.changed ? [] : [{ text: withoutOpener(inFull(gist.conclusion)), event: gist.conclusion.event }];
  const told = [...gist.findings.slice(0, 2), ...gist.changes.slice(0, 3)].map((claim) => ({ text: inFull(claim), event: claim.event }));
  const spoken = candidates.filter((candidate) => candidate.score > 1 && candidate.event !== story.request.event);
  const asked = candidates.filter((candidate) => candidate.event === story.request.event);
  const answers = (text: string): boolean => title.event === story.request.event && text === answer[0]?.text;
  const repeats = (text: string): boolean => !answers(text) && saysTheSame(text, title.text);
  const best = [...answer, ...told, ...spoken, ...asked].find(({ text }) => width(text) >= MIN_CHARACTERS && !repeats(text));
  return best === undefined
    ? undefined
    : { event: best.event, text: capitalised(clipWords(clip(best.text, MAX_CHARACTERS), MAX_WORDS).replace(/[.:]$/, '')) };
}
