const STOP = new Set(
  (
    'a an the and or but if then else of to in on at by for from with without about into onto over under as is are was were be been being am do does did done ' +
    'have has had can could should would will shall may might must not no yes it its this that these those there here i me my we us our you your he she they them ' +
    'their what which who whom when where why how all any both each few more most other some such only own same so than too very just also now let lets please ok ' +
    'okay want need like get got make made using use used via up out still again already look looks see check one two new'
  ).split(' '),
);
const TOKEN = /[\p{L}\p{N}]+/gu;
const HUMP = /(\p{Ll})(\p{Lu})/gu;
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
const LIMIT = 1200;
const REMEMBERED = 1024;
// The same sentences are weighed against each other for the title, the subtitle, the facts and the summary.
const recent = new Map<string, ReadonlySet<string>>();

/** The words of a text that carry meaning: lower case, roughly stemmed, identifiers split, CJK as bigrams. */
export function contentWords(text: string): ReadonlySet<string> {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const words = readWords(text);
  if (recent.size >= REMEMBERED) recent.clear();
  recent.set(text, words);
  return words;
}

function readWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const [token] of text.slice(0, LIMIT).matchAll(TOKEN)) {
    const lower = token.toLowerCase();
    if (WIDE.test(token)) addBigrams(words, token);
    else if (lower === token) addWord(words, token);
    else for (const part of token.replace(HUMP, '$1 $2').split(' ')) addWord(words, part.toLowerCase());
  }
  return words;
}

/** How many words the second set shares with the first. */
export function shared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let count = 0;
  for (const word of others) if (some.has(word)) count += 1;
  return count;
}

/** Whether two texts say nearly the same: most words of the shorter one are in the other. */
export function saysTheSame(one: string, other: string): boolean {
  const a = contentWords(one);
  const b = contentWords(other);
  const smaller = Math.min(a.size, b.size);
  return smaller === 0 ? one === other : shared(a, b) / smaller >= 0.7;
}

function addWord(words: Set<string>, word: string): void {
  if (word.length > 1 && !STOP.has(word)) words.add(stem(word));
}

function addBigrams(words: Set<string>, run: string): void {
  if (run.length === 1) words.add(run);
  for (let i = 0; i + 1 < run.length; i += 1) words.add(run.slice(i, i + 2));
}

function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 4 && word.endsWith('es')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word;
}
