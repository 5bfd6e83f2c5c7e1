// By these tags the agent, or we, tell the model what a text is; in recalled text they are somebody's words.
const NAMES = [
  String.raw`holdfast-[\w\-]+`,
  'system-reminder',
  'system',
  'task-notification',
  String.raw`(?:local-)?command-[\w\-]+`,
  'user-prompt-submit-hook',
  'user-memory-input',
  'bash-(?:input|stdout|stderr)',
  'persisted-output',
  'tool_use_error',
  'function_(?:calls|results)',
  String.raw`antml:[\w\-]+`,
];
// A name may be broken over lines, as in a text that was wrapped.
const BROKEN = NAMES.map((name) => name.replaceAll(/-(?![\]])/g, String.raw`\s{0,40}-\s{0,40}`)).join('|');
// Such a tag, finished or not, or a token like `<|im_start|>`.
const TAG = new RegExp(String.raw`\s*(?:\/\s*)?(?:${BROKEN})(?![\w\-])|\|[^<>\|]*\|`, 'iy');
const START = /[^<>]{0,60}/y;
const SHORTEST = 'system'.length;
const NOT_PLAIN = /[\u0080-\uffff]/;
const MARKS = /\p{M}+/gu;
const DASHES = /[\p{Pd}\u2212]/gu;
const SLASHES = /[\u2044\u2215\u29f8]/g;

// Letters of other scripts that look like these, lower case.
const LOOKS_LIKE = new Map(
  [
    'aаαɑ',
    'bвь',
    'cсϲ',
    'dԁ',
    'eеєε',
    'fғ',
    'gɡ',
    'hһн',
    'iіιıɩ',
    'jј',
    'kкκ',
    'lӏ',
    'mм',
    'nոηп',
    'oоοօ',
    'pрρ',
    'rгⲅ',
    'sѕꜱ',
    'tтτ',
    'uυս',
    'vνѵ',
    'wԝω',
    'xхχ',
    'yуγү',
  ].flatMap(([letter, ...others]) => others.map((other) => [other, letter!] as const)),
);

/** Whether what follows an opening bracket at a place of a text reads as one of the tags that a model trusts. */
export function standsForTag(text: string, at: number): boolean {
  if (isTag(text, at)) return true;
  START.lastIndex = at;
  const start = START.exec(text)?.[0] ?? '';
  return start.length >= SHORTEST && NOT_PLAIN.test(start) && isTag(skeleton(start), 0);
}

function isTag(text: string, at: number): boolean {
  TAG.lastIndex = at;
  return TAG.test(text);
}

/** The text in the letters that it looks like. */
function skeleton(text: string): string {
  const plain = text.normalize('NFKC').normalize('NFD').replace(MARKS, '').replace(DASHES, '-').replace(SLASHES, '/').toLowerCase();
  return Array.from(plain, (letter) => LOOKS_LIKE.get(letter) ?? letter).join('');
}
