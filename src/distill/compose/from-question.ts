import type { Claim } from '../evidence/claims.ts';
import type { Request } from '../evidence/request.ts';
import type { Story } from '../evidence/story.ts';
import { clip, wholeIn } from '../text/clip.ts';
import { isTalk, saysChanged, specificity } from '../text/phrases.ts';
import type { Candidate } from './candidate.ts';
import { withoutOpener } from './conclusion.ts';
import { withoutPlaces } from './done-clause.ts';
import { headline } from './headline.ts';
import { isSmallTalk } from './trivial.ts';

const QUESTION = /^(?:why|what|how|is|are|does|do)\b.*\?$/i;
const COMMAND = /^\/[\w:.-]{1,60}$/;
const FOLDERS = /(?:[\w.@-]{1,80}\/)+(?=\w)/g;
const MAX_TITLE = 80;
const MAX_ANSWER = 44;
const ARROW = ' → ';
/** A question cut to less than this share of it is no longer the one that was asked. */
const LEAST_SHARE = 0.6;

/** For a question whose turn changed something: "Why is it slow → It reads the file once now". */
export function fromQuestion(story: Story, conclusion: Claim | undefined): readonly Candidate[] {
  const asked = story.request.sentences.some((sentence) => QUESTION.test(sentence));
  const changed = story.claims.find(({ age, role, text }) => age === 0 && role === 'statement' && saysChanged(text));
  const answer = changed ?? conclusion;
  return answer === undefined || !asked ? [] : questionAndAnswer(story, answer);
}

/** "Question → answer", where the answer is short and leans on the question. Empty: it does not fit. */
export function questionAndAnswer({ request }: Story, claim: Claim): readonly Candidate[] {
  const question = isSmallTalk(request.prompt) ? '' : questionIn(request);
  const answer = question === '' ? '' : answerIn(claim, Math.max(MAX_ANSWER, MAX_TITLE - ARROW.length - question.length));
  const room = MAX_TITLE - answer.length - ARROW.length;
  if (answer === '' || question.endsWith(':') || question.length * LEAST_SHARE > room) return [];
  const score = 1.6 + Math.min(2, specificity(question) * 0.4);
  return [{ text: `${clip(question, room, 0.4)}${ARROW}${answer}`, event: claim.event, score }];
}

/** An answer that does not fit whole, or up to the end of a clause, is none: "It has no" may be the contrary. */
function answerIn(claim: Claim, max: number): string {
  const said = withoutPlaces(withoutOpener(claim.text));
  const answer = (wholeIn(said, max, 0.4) || wholeIn(said, MAX_ANSWER, 0.4)).replace(/[.:]$/, '');
  const announces = said.endsWith(':') && answer.length > said.length - 2 && !saysChanged(said);
  return claim.kind !== 'text' || announces || isTalk(answer) ? '' : answer;
}

function questionIn({ sentences, prompt }: Request): string {
  const asked = sentences.findLast((sentence) => sentence.endsWith('?')) ?? COMMAND.exec(prompt.text)?.[0] ?? sentences[0] ?? '';
  return headline(asked)
    .replace(FOLDERS, '')
    .replace(/[?.,]{1,9}$/, '');
}
