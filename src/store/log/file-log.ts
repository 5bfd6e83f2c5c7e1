import { lstatSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log } from '../../ports/log.ts';
import { appendPrivately } from '../private-file.ts';
import { makePrivateFolder } from '../private-folder.ts';

const MAX_BYTES = 1024 * 1024;
const LONGEST_MESSAGE = 2000;

/** A log in one file, with one older file beside it (`.1`): two megabytes at most. Never throws, never prints. */
export function openFileLog(path: string, maxBytes: number = MAX_BYTES): Log {
  return {
    warn: (message, error) => write(() => append(path, 'warn', error === undefined ? message : `${message}: ${describe(error)}`, maxBytes)),
    info: (message) => write(() => append(path, 'info', message, maxBytes)),
  };
}

function write(work: () => void): void {
  try {
    work();
  } catch {
    // A log that cannot be written must not stop what it would have told about.
  }
}

function append(path: string, level: string, message: string, maxBytes: number): void {
  makePrivateFolder(dirname(path));
  const line = `${new Date().toISOString()} ${process.pid} ${level} ${toLine(message)}\n`;
  const size = lstatSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0 && size + Buffer.byteLength(line) > maxBytes) renameSync(path, `${path}.1`);
  appendPrivately(path, line);
}

function toLine(message: string): string {
  return message.slice(0, LONGEST_MESSAGE).replaceAll(/[\r\n]+/g, ' | ');
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined || error.cause === error ? '' : ` (${describe(error.cause)})`;
  return `${error.message}${cause}`;
}
