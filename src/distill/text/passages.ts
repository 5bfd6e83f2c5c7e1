import { plain, withoutCodes } from './plain.ts';

/** A block of a Markdown text, as prose. Tables, quotations and long code are left out. */
export interface Passage {
  readonly kind: 'heading' | 'item' | 'text' | 'code';
  readonly text: string;
  /** The short code block that follows a text ending with a colon, on one line, else empty. */
  readonly code: string;
  /** The bold words an item or paragraph opens with. */
  readonly lead: string;
  /** The last heading, or bold line that stands for one, above it. */
  readonly heading: string;
  /** Some of its words are bold: the author's stress. */
  readonly stressed: boolean;
  /** Depth of a list item, 0 for the outermost and for everything else. */
  readonly depth: number;
}

const FENCE = /^\s{0,12}(?:```|~~~)/;
const SKIPPED = /^\s*(?:>|\||[-=_*]{3,}\s*$|<\/?[a-z][\w-]{0,40}>\s*$)/i;
const HEADING = /^#{1,6}\s+(\S.*)$/;
const ITEM = /^(\s*)(?:[-*+•▪◦]|\d{1,3}[.)])\s+(\S.*)$/;
const LEAD = /^(?:(?:[\p{Extended_Pictographic}✓✔☑✅]|\ufe0f)+\s*)?\*\*([^*]{2,200})\*\*/u;
const BOLD_LINE = /^\*\*([^*]{2,120})\*\*:?\s*$/;
const STRESS = /\*\*[^*\s][^*]{0,120}\*\*/;
const DRAWING = /[\u2500-\u257f]/;
const MAX_CODE = 140;
const MAX_CODE_LINES = 6;

/** The blocks of a Markdown text in order. Works line by line, in time proportional to the text. */
export function passages(markdown: string): Passage[] {
  const found: Passage[] = [];
  let heading = '';
  let fence: string[] | undefined;
  let open: string[] = [];
  const flush = (): void => {
    if (open.length > 0) add(found, { kind: 'text', text: open.join(' '), depth: 0 }, heading);
    open = [];
  };
  for (const line of markdown.split('\n')) {
    if (FENCE.test(line)) {
      flush();
      if (fence !== undefined) addCode(found, fence, heading);
      fence = fence === undefined ? [] : undefined;
      continue;
    }
    if (fence !== undefined) {
      fence.push(line);
      continue;
    }
    const block = blockOf(line);
    if (block?.kind === 'text') {
      open.push(line.trim());
      continue;
    }
    flush();
    if (block === undefined) continue;
    add(found, block, heading);
    if (block.kind === 'heading') heading = plain(block.text);
  }
  flush();
  return found;
}

interface Block {
  readonly kind: Passage['kind'];
  readonly text: string;
  readonly depth: number;
}

function blockOf(line: string): Block | undefined {
  if (line.trim() === '' || SKIPPED.test(line)) return undefined;
  const heading = HEADING.exec(line) ?? BOLD_LINE.exec(line);
  if (heading) return { kind: 'heading', text: heading[1]!, depth: 0 };
  const item = ITEM.exec(line);
  if (item) return { kind: 'item', text: item[2]!, depth: Math.min(3, Math.floor(item[1]!.length / 2)) };
  return { kind: 'text', text: line, depth: 0 };
}

function add(found: Passage[], { kind, text: raw, depth }: Block, heading: string): void {
  const text = plain(raw);
  if (text === '') return;
  const lead = plain(LEAD.exec(raw)?.[1] ?? '').replace(/[:.]+$/, '');
  found.push({ kind, text, code: '', lead, heading, depth, stressed: STRESS.test(raw) });
}

/** Joins a short code block to the sentence that announces it; one that stands alone is a block of its own. */
function addCode(found: Passage[], lines: readonly string[], heading: string): void {
  const code = shortened(lines.slice(0, 40));
  const before = found.at(-1);
  if (code === '') return;
  if (before !== undefined && before.text.endsWith(':') && before.code === '') found[found.length - 1] = { ...before, code };
  else found.push({ kind: 'code', text: code, code: '', lead: '', heading, depth: 0, stressed: false });
}

/** A few lines of code on one line; more, or a drawing, is nothing a sentence can carry. */
function shortened(lines: readonly string[]): string {
  const told = lines.map((line) => withoutCodes(line).trim()).filter((line) => line !== '');
  const whole = told.join(' ').replace(/ {2,}/g, ' ');
  if (told.length <= MAX_CODE_LINES && whole.length <= MAX_CODE) return DRAWING.test(whole) ? '' : whole;
  return opening(lines);
}

/** The line a longer output opens with, where an empty line sets it off. */
function opening([first = '', second = '']: readonly string[]): string {
  const line = withoutCodes(first).trim();
  return second.trim() === '' && line !== '' && line.length <= MAX_CODE - 2 && /^[A-Z][\w ]{2,40}:? /.test(line) && !DRAWING.test(line)
    ? `${line} …`
    : '';
}
