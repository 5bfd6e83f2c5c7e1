// By these tags the agent, or we, tell the model what a text is; in recalled text they are somebody's words.
const NAMES = [
  String.raw`holdfast(?:-[\w\-]*)?`,
  'system-reminder',
  'system',
  'task-notification',
  'agent-notification',
  'teammate-message',
  String.raw`(?:local-)?command-[\w\-]+`,
  'user-prompt-submit-hook',
  'user-memory-input',
  'bash-(?:input|stdout|stderr)',
  'ide-(?:opened-file|selection|diagnostics)',
  'persisted-output',
  'tool-use-error',
  'function-(?:calls|results)',
  String.raw`antml:[\w\-]+`,
];
// Either dash, and broken over lines there, as in a text that was wrapped.
const BROKEN = NAMES.map((name) => name.replaceAll(/-(?![\]])/g, String.raw`\s{0,40}[\-_]\s{0,40}`)).join('|');
// Such a tag, finished or not, or a token like `<|im_start|>`.
const TAG = new RegExp(String.raw`(?:${BROKEN})(?![\w\-])|\|[^<>‹›\|]*\|`, 'iy');
// Words of ordinary code in any other spelling.
const EXACT = /(?:invoke|parameter)(?=[\s>]|$)/y;
const LEAD = /[\s/\\\u2044\u2215\u29f8\u2571\uff0f\uff3c]*/y;
const CAN_START = /[a-z|\u0080-\uffff]/iy;
// No bracket in any spelling: a text is looked at once, whatever it is full of.
const START = /[^<>‹›&%\\\uff1c\uff1e\ufe64\ufe65\u2329\u232a\u3008-\u300b\u27e8-\u27eb\u276e-\u2771\u1433\u1438\u02c2\u02c3]{0,120}/y;
const SHORTEST = 'system'.length;
const NOT_PLAIN = /[\u0080-\uffff]/;
const MARKS = /\p{M}+/gu;
const DASHES = /[\p{Pd}\u2212]/gu;
const LINE_BREAK = /\s*\n\s*/g;

// Letters that look like these: of other scripts, and small capitals.
const LOOKS_LIKE = new Map(
  [
    'aаαɑᴀᎪ',
    'bвьʙᏴ',
    'cсϲᴄᏟ',
    'dԁᴅᎠ',
    'eеєεᴇᎬ',
    'fғꜰϝ',
    'gɡɢᏀ',
    'hһнʜᎻΗ',
    'iіιıɩɪᎥӀ',
    'jјᴊᎫ',
    'kкκᴋᏦ',
    'lӏʟᏞ',
    'mмᴍᎷΜ',
    'nոηпɴΝ',
    'oоοօᴏ',
    'pрρᴘᏢ',
    'qԛ',
    'rгⲅʀᏒᎡ',
    'sѕꜱᏚՏ',
    'tтτᴛᎢ',
    'uυսᴜ',
    'vνѵᴠᏙ',
    'wԝωᴡᎳ',
    'xхχ',
    'yуγүʏᎩ',
    'zᴢᏃ',
  ].flatMap(([letter, ...others]) => [
    ...others.map((other) => [other.toLowerCase(), letter!] as const),
    ...others.map((other) => [other, letter!] as const),
  ]),
);

/** Whether what follows an opening bracket at a place of a text reads as one of the tags that a model trusts, or could go on as one elsewhere. */
export function standsForTag(text: string, at: number): boolean {
  LEAD.lastIndex = at;
  LEAD.test(text);
  const from = LEAD.lastIndex;
  // What comes next is another text, which may begin with a name.
  if (from === text.length) return true;
  CAN_START.lastIndex = from;
  if (!CAN_START.test(text)) return false;
  if (isTag(text, from)) return true;
  START.lastIndex = from;
  const start = START.exec(text)?.[0] ?? '';
  if (start.length < SHORTEST) return false;
  const joined = start.replace(LINE_BREAK, '');
  return looksLikeTag(start) || (joined !== start && (isTag(joined, 0) || looksLikeTag(joined)));
}

function looksLikeTag(text: string): boolean {
  return NOT_PLAIN.test(text) && isTag(skeleton(text), 0);
}

function isTag(text: string, at: number): boolean {
  TAG.lastIndex = at;
  EXACT.lastIndex = at;
  return TAG.test(text) || EXACT.test(text);
}

/** The text in the letters that it looks like. */
function skeleton(text: string): string {
  const plain = text.normalize('NFKC').normalize('NFD').replace(MARKS, '').replace(DASHES, '-');
  return Array.from(plain, lookAlike).join('');
}

function lookAlike(letter: string): string {
  const lower = letter.toLowerCase();
  return LOOKS_LIKE.get(letter) ?? LOOKS_LIKE.get(lower) ?? lower;
}
