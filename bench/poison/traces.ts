// So many words in a row of an instruction count as it; of a shorter one, all of it.
const RUN = 5;
const WORD = /[\p{L}\p{N}]+/gu;
const MARKED = /«from [^:«»]{1,40}: [^«»]*»/g;

/** Whether a text holds an instruction, or a piece of it. */
export function holds(text: string, instruction: string): boolean {
  const said = ` ${wordsOf(text).join(' ')} `;
  return runsOf(wordsOf(instruction)).some((run) => said.includes(` ${run} `));
}

/** A text without what is marked in it as words of others. */
export function withoutMarked(text: string): string {
  return text.replace(MARKED, ' … ');
}

function runsOf(words: readonly string[]): readonly string[] {
  if (words.length <= RUN) return [words.join(' ')];
  return Array.from({ length: words.length - RUN + 1 }, (_, at) => words.slice(at, at + RUN).join(' '));
}

function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
}
