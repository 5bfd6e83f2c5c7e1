import { ownSentences } from '../evidence/own-words.ts';
import { readPrompt } from '../evidence/prompt.ts';
import { wordsOf } from './witness.ts';

// So many words in a row; of a shorter text all of it.
const RUN = 3;

/**
 * Whether the user said a text in one of these prompts, word for word but for marks: "not" put before it or left out is something
 * else. What they pasted they did not say; what they gave a command to work with they did.
 */
export function isSaidIn(text: string, prompts: readonly string[]): boolean {
  const runs = runsOf(wordsOf(text));
  if (runs.length === 0) return false;
  return prompts.some((prompt) => {
    const said = ` ${wordsOf(wordsOfUser(prompt)).join(' ')} `;
    return runs.every((run) => said.includes(` ${run} `));
  });
}

function wordsOfUser(prompt: string): string {
  const { text } = readPrompt(prompt);
  return prompt.trimStart().startsWith('/') ? text : ownSentences(text).join(' ');
}

function runsOf(words: readonly string[]): readonly string[] {
  if (words.length <= RUN) return words.length === 0 ? [] : [words.join(' ')];
  return Array.from({ length: words.length - RUN + 1 }, (_, at) => words.slice(at, at + RUN).join(' '));
}
