import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'recorded');

/** What one run of Claude Code 2.1.330 against a fake API left: what its hooks sent, in order, and its transcripts. */
export interface Recording {
  readonly name: string;
  readonly hooks: readonly Readonly<Record<string, unknown>>[];
  readonly transcripts: readonly { readonly path: string; readonly lines: readonly string[] }[];
}

/** All recordings. Lines and fields that say nothing of what happened were taken out, and folders renamed. */
export const recordings: readonly Recording[] = readdirSync(FOLDER).map((name) => {
  const files = readdirSync(join(FOLDER, name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.jsonl'))
    .toSorted();
  return {
    name,
    hooks: readLines(join(FOLDER, name, 'hooks.jsonl')).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
    transcripts: files
      .filter((file) => file !== 'hooks.jsonl')
      .map((file) => ({ path: `/scratch/${file}`, lines: readLines(join(FOLDER, name, file)) })),
  };
});

/** One recording. */
export function recording(name: string): Recording {
  const found = recordings.find((one) => one.name === name);
  if (found === undefined) throw new Error(`No recording is called ${name}`);
  return found;
}

function readLines(file: string): string[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n');
}
