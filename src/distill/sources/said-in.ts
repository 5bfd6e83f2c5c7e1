import { ownSentences } from '../evidence/own-words.ts';
import { readPrompt } from '../evidence/prompt.ts';
import { sentences } from '../text/sentences.ts';
import { wordsOf } from '../../model/compared-words.ts';

// Our own command: what it is given is what to remember.
const COMMAND = /^\s*\/holdfast:remember\b/;

/**
 * Whether the user said a text in one of these prompts: whole sentences in a row, word for word but for marks, for half a sentence may say
 * the opposite. What they pasted or quoted they did not say; all of what they gave the command to remember they did.
 */
export function isSaidIn(text: string, prompts: readonly string[]): boolean {
  const words = sentences(text).map(wordsIn).join('');
  if (words === '') return false;
  return prompts.some((prompt) => {
    const said = readPrompt(prompt).text;
    if (COMMAND.test(prompt) && sentences(said).map(wordsIn).join('') === words) return true;
    const own = unquoted(ownSentences(said)).map(wordsIn);
    return own.some((_, start) => startsWithWhole(own.slice(start), words));
  });
}

function startsWithWhole(said: readonly string[], words: string): boolean {
  let length = 0;
  for (const sentence of said) {
    if (!words.startsWith(sentence, length)) return false;
    length += sentence.length;
    if (length === words.length) return sentence !== '';
  }
  return false;
}

// Each word ends in a blank. Who asks says something else.
function wordsIn(sentence: string): string {
  return [...wordsOf(sentence), ...(/[?？][\s"')\]”’]*$/.test(sentence) ? ['?'] : [])].map((word) => `${word} `).join('');
}

// A quotation may go over several sentences, and a sentence over three dots: each of these is one.
function unquoted(own: readonly string[]): readonly string[] {
  const whole: string[] = [];
  let open = false;
  for (const sentence of own) {
    if (open) whole.push(`${whole.pop()!} ${sentence}`);
    else whole.push(sentence);
    const last = whole.at(-1)!;
    open = last.endsWith('..') || isOpen(last);
  }
  return whole;
}

function isOpen(text: string): boolean {
  const times = (mark: RegExp): number => text.match(mark)?.length ?? 0;
  return times(/"/g) % 2 === 1 || times(/[“„«「]/g) > times(/[”»」]/g);
}
