import type { Claim } from '../evidence/claims.ts';
import type { Request } from '../evidence/request.ts';
import type { Story } from '../evidence/story.ts';
import { clip } from '../text/clip.ts';
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
  const answer = answerIn(claim);
  const question = answer === '' || isSmallTalk(request.prompt) ? '' : questionIn(request);
  const room = MAX_TITLE - answer.length - 3;
  if (question === '' || question.endsWith(':') || question.length * LEAST_SHARE > room) return [];
  const score = 1.6 + Math.min(2, specificity(question) * 0.4);
  return [{ text: `${clip(question, room, 0.4)} → ${answer}`, event: claim.event, score }];
}

function answerIn(claim: Claim): string {
  const said = withoutPlaces(withoutOpener(claim.text));
  const answer = clip(said, MAX_ANSWER, 0.4).replace(/[.:]$/, '');
  const announces = said.endsWith(':') && answer.length > said.length - 2 && !saysChanged(said);
  return claim.kind !== 'text' || announces || isTalk(answer) ? '' : answer;
}

function questionIn({ sentences, prompt }: Request): string {
  const asked = sentences.findLast((sentence) => sentence.endsWith('?')) ?? COMMAND.exec(prompt.text)?.[0] ?? sentences[0] ?? '';
  return headline(asked)
    .replace(FOLDERS, '')
    .replace(/[?.,]{1,9}$/, '');
}
