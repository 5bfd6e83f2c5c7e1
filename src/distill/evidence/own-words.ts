import { plain, withoutCodes } from '../text/plain.ts';
import { sentences } from '../text/sentences.ts';

const FENCE = /^\s*(?:```|~~~)/;
const PASTED_LINE =
  /^(?:\s{2,}|\t|[>|❯$⏺⎿│├└+•×✗✓✖⨯]|-{2,}|diff --git|@@|\d{4}-\d\d-\d\d[T ]\d\d|\[?\d\d:\d\d|\[[a-z:_-]{2,24}\] |at \S+ ?\(|[A-Z]\w*(?:Error|Exception)\b|(?:error|warning|fatal|panic|exit code)\b[^a-z]*[:[(]|Traceback )/i;
const CODE_LINE =
  /(?:[{};]|=>|\);)\s*$|^\s*(?:const|let|var|func|def|class|import|export|return|if|for)\b.{0,80}[=({]|^\s*["'][\w-]{1,40}["']\s*:|<\/[a-z]/i;
const LIST_ITEM = /^\s*(?:[-*]|\d{1,2}[.)])\s/;
const INTRODUCER = /(?:[:：]|\bsays|\bsaid)\s*$/;
// "Can you check this mail?", and then the mail.
const REFERS =
  /\b(?:this|these|the following|below|here(?:'s| is| are))\b[^.!?]{0,60}\b(?:e-?mails?|mails?|messages?|page|article|post|thread|letter|text|logs?|outputs?|feedback|reviews?|comments?|transcript|conversation|reply|replies)\b[^.!?]{0,40}[.!?]?\s*$/i;
const HANDS_OVER = /\b(?:here(?:'s| is| are) (?!my\b|our\b)|the following\b)/i;
const LETTER = /^(?:hi|hello|hey|dear|subject:|from:|to:|date:|sent:)(?![\p{L}\p{N}])/iu;
const OWN_LIST = /\b(?:rules?|conventions?|preferences?|guidelines?|remember|notes?|requirements?|constraints?|wishes|style)\b/i;
const REPORT =
  /\b(?:feedback|comments?|review|findings?|issue|ticket|message|error|output|logs?|readme|docs?|plan|instructions?)\b[^:]{0,80}[:：]\s*\S/i;
const MAX_OWN = 4_000;

/**
 * The sentences of a prompt that its author wrote in this prompt, as far as can be told: no code, quotations, logs,
 * terminal output, diffs, nor what follows "I got this feedback:". Errs on the side of leaving out. Code spans keep
 * their backticks, so that `withoutQuotes` can tell them from prose.
 */
export function ownSentences(text: string): string[] {
  return unpasted(text, true).flatMap((paragraph) => sentences(withoutCodes(paragraph).replaceAll('**', '')));
}

/** The sentences of a prompt without pasted lines; unlike `ownSentences` it goes on after a pasted block. For titles. */
export function requestSentences(text: string): string[] {
  return unpasted(text, false).flatMap((paragraph) => sentences(plain(paragraph)));
}

/** A sentence without what it only quotes: code spans and text in quotation marks. */
export function withoutQuotes(sentence: string): string {
  return sentence
    .replace(/`[^`\n]{0,200}`/g, ' ')
    .replace(/["“][^"“”\n]{0,300}["”]/g, ' ')
    .replace(/(^|\s)'[^'\n]{0,200}'(?=[\s.,;:!?]|$)/g, '$1 ');
}

/** The paragraphs of a text that are no code, log or quotation; `strict`: up to the first thing that was pasted. */
function unpasted(text: string, strict: boolean): string[] {
  const kept: string[] = [];
  let paragraph = '';
  const lines = outsideFences(text.slice(0, MAX_OWN));
  for (const [at, line] of lines.entries()) {
    const own = isOwn(line);
    if (!own || LIST_ITEM.test(line)) {
      kept.push(paragraph);
      paragraph = '';
    }
    if (own) paragraph += ` ${(strict ? beforeReport(line) : line).replace(LIST_ITEM, '')}`;
    if (own && strict && introducesPaste(line, lines.slice(at + 1))) break;
  }
  return [...kept, paragraph].filter((each) => each !== '');
}

/** The lines outside fenced code; a fence counts as an empty line. */
function outsideFences(text: string): string[] {
  let fenced = false;
  return text.split('\n').map((line) => {
    const fence = FENCE.test(line);
    if (fence) fenced = !fenced;
    return fence || fenced ? '' : line;
  });
}

function isOwn(line: string): boolean {
  return line.trim() !== '' && !PASTED_LINE.test(line) && !CODE_LINE.test(line);
}

function introducesPaste(line: string, after: readonly string[]): boolean {
  const end = line.slice(-200);
  const refers = after[0]?.trim() === '' && REFERS.test(end) && !OWN_LIST.test(line);
  if (refers && (HANDS_OVER.test(end) || looksPasted(after))) return true;
  return (INTRODUCER.test(line) && !OWN_LIST.test(line)) || reportStart(line) > 0;
}

// "Fix this page.", and then a rule, is a page that the agent knows.
function looksPasted(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  const [first = ''] = filled;
  return filled.length >= 3 || filled.join('').length > 300 || LETTER.test(first) || PASTED_LINE.test(first);
}

/** Cuts "I got this feedback: <their words>" after the colon. */
function beforeReport(line: string): string {
  const end = reportStart(line);
  return end > 0 ? line.slice(0, end) : line;
}

function reportStart(line: string): number {
  const match = REPORT.exec(line.slice(0, 2_000));
  if (match === null || OWN_LIST.test(match[0])) return 0;
  return match.index + match[0].length - 1;
}
