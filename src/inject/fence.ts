/**
 * Makes recalled text inert before it is put before a model: no control, direction or invisible characters, and no tag
 * that could end our fence or pose as the agent's own. Those stay readable, as `‹system-reminder›`.
 */
export function fence(text: string): string {
  return text
    .toWellFormed()
    .replace(TERMINAL_SEQUENCE, '')
    .replace(LINE_END, '\n')
    .replace(HIDDEN, '')
    .replace(MARKER, (_, inner: string, end: string) => `‹${inner}${end === '' ? '' : '›'}`);
}

/** The same, on one line. */
export function fenceLine(text: string): string {
  return fence(text).replace(/\s+/g, ' ').trim();
}

// Colours and cursor movements (CSI), window titles and links (OSC).
// oxlint-disable-next-line no-control-regex
const TERMINAL_SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\))/g;
const LINE_END = /\r\n|[\r\u0085\u2028\u2029]/g;

// Joiners are part of the spelling in these scripts; between two of their letters one stays, anywhere else it only hides.
const JOINING = 'Arabic Syriac Nko Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala';
const SCRIPTS = JOINING.split(' ').map((script) => String.raw`\p{scx=${script}}`);
const JOINED = String.raw`[[${SCRIPTS.join('')}]&&[\p{L}\p{M}]]`;
const JOINER = String.raw`[\u200c\u200d]`;
// Controls but line feed and tab; all that Unicode says is not shown: zero width, direction, fillers, tag letters.
const HIDDEN = new RegExp(
  String.raw`[\p{Cc}--[\n\t]]|[[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]--${JOINER}]|(?<!${JOINED})${JOINER}|${JOINER}(?!${JOINED})`,
  'gv',
);

// By these tags the agent, or we, tell the model what a text is; in recalled text they are somebody's words.
const TAGS = [
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
].join('|');
// Such a tag, finished or not, or a token like `<|im_start|>`.
const MARKER = new RegExp(String.raw`<(\s*(?:\/\s*)?(?:${TAGS})(?![\w\-])[^<>]*|\|[^<>\|]*\|)(>?)`, 'gi');
