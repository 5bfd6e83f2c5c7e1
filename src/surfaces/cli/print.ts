import { styleText } from 'node:util';
import { HoldfastError } from '../../model/error.ts';

/** How a piece of text is meant; plain where the output is no terminal or NO_COLOR is set. */
export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

/** Prints a line; returns the exit status 0. */
export function printLine(text = ''): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

/** Prints a value as JSON; returns the exit status 0. */
export function printJson(value: unknown): number {
  // JSON escapes the older control characters only; a terminal obeys these as well.
  return printLine(JSON.stringify(value, null, 2).replaceAll(/[\u007f-\u009f]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`));
}

/** Prints what went wrong to stderr; returns the exit status: 2 for wrong usage, else 1. A stack only for a fault of ours. */
export function printError(error: unknown): number {
  const known = error instanceof HoldfastError;
  const text = known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${styleText('red', 'holdfast:', { stream: process.stderr })} ${plain(text)}\n`);
  return known && error.code === 'usage' ? 2 : 1;
}

/** Colours a text for stdout. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** Text that is not ours for a terminal, without what could move the cursor, recolour the screen or turn a line round. */
export function plain(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '');
}

/** The same, on one line. */
export function plainLine(text: string): string {
  return plain(text.replaceAll(/\s+/g, ' ')).trim();
}
