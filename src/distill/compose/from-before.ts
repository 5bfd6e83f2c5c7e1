import { promptLine } from '../evidence/prompt.ts';
import type { Story } from '../evidence/story.ts';
import { passages } from '../text/passages.ts';
import { sentences } from '../text/sentences.ts';
import { isSmallTalk } from './trivial.ts';

const OFFER = /^(?:want me to|should i|shall i|do you want me to|would you like me to) (.{12,200})\?$/i;
const ALTERNATIVES = /\bor\b/i;
const CHOICE =
  /^(?:(?:ok(?:ay)?|yes|let's|lets|go|do|with|take|use|i|choose|prefer|the|option|number|#)[\s,]*)*(\d)(?=[,!]|\.?$|\s(?:but|and|please|then|with|first|instead)\b)/i;
const MAX_TITLE = 200;

/** What a "yes" or a "3" says yes to: the offer the turn before ended with, or the option of that number. Empty: unknown. */
export function answeredTo({ request, before }: Pick<Story, 'request' | 'before'>): string {
  if (before === undefined || request.prompt.kind !== 'request') return '';
  const line = promptLine(request.prompt);
  const chosen = CHOICE.exec(line)?.[1];
  if (chosen !== undefined) return optionOf(before.text, chosen);
  return isSmallTalk(request.prompt) || /^yes[ ,.]/i.test(line) ? offerOf(before.text) : '';
}

/** Only an offer of one thing: of two, the user's "yes" does not tell which. */
function offerOf(before: string): string {
  const last = passages(before).at(-1)?.text ?? '';
  const offered = OFFER.exec(sentences(last).at(-1) ?? '')?.[1] ?? '';
  return ALTERNATIVES.test(offered) ? '' : offered;
}

function optionOf(before: string, number: string): string {
  const marked = new RegExp(`^\\s{0,4}(?:#{1,6} )?(?:\\*\\*)?(?:option )?${number}[.):] +(\\S.{3,${MAX_TITLE}})$`, 'gim');
  const found = [...before.matchAll(marked)];
  // The same number in two lists: nobody can tell which was meant.
  return found.length === 1 ? (passages(`- ${found[0]![1]!}`)[0]?.text ?? '') : '';
}
