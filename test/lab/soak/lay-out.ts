import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { turnPayloads } from '../fixtures/payloads.ts';
import type { Sandbox } from '../../surfaces/sandbox.ts';

const RECORDED = resolve(import.meta.dirname, '../../agents/claude-code/recorded');

/** The recorded sessions of the real client, with their hooks and transcripts. */
export const RECORDINGS: readonly string[] = readdirSync(RECORDED).toSorted();

/** A recording that is played again, as sessions that never were before. Disposing of it removes its files. */
export interface Recording extends Disposable {
  /** A file with one payload a line: what was recorded, and two turns more that have something to remember. */
  readonly hooks: string;
  /** The folder of its transcripts. */
  readonly transcripts: string;
  /** The ids of the events that only one of its transcripts tells. */
  readonly events: readonly string[];
}

/** Lays out a recording in a sandbox. `take` tells its ids from those of every other time. */
export function layOut(box: Sandbox, recording: string, take: number): Recording {
  const folder = join(box.root, 'takes', `${recording}-${take}`);
  const transcripts = join(folder, 'transcripts');
  const retell = createRetelling(box, transcripts, take);
  const texts = readTree(join(RECORDED, recording)).map(({ path, text }) => ({ path: retell(path), text: retell(text) }));
  const more = [1, 2].flatMap((turn) => turnPayloads(`take-${take}`, turn, box.project)).map((fields) => `${JSON.stringify(fields)}\n`);
  const hooks = join(folder, 'hooks.jsonl');
  for (const { path, text } of texts) {
    const to = path === 'hooks.jsonl' ? hooks : join(transcripts, path);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, to === hooks ? text + more.join('') : text);
  }
  return {
    hooks,
    transcripts,
    events: listOwn(texts.filter(({ path }) => basename(path) === path && path !== 'hooks.jsonl')),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

// Every id ends in the number of the take; folders are those of the sandbox.
function createRetelling(box: Sandbox, transcripts: string, take: number): (text: string) => string {
  const end = take.toString(16).padStart(6, '0');
  return (text) =>
    text
      .replaceAll(/\b([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{6})[\da-f]{6}\b/g, `$1${end}`)
      .replaceAll(/\b(toolu_[\da-f]{18})[\da-f]{6}\b/g, `$1${end}`)
      .replaceAll('/scratch/home/.claude/projects/-scratch-proj', transcripts)
      .replaceAll('/scratch/proj', box.project);
}

function readTree(folder: string): readonly { readonly path: string; readonly text: string }[] {
  const paths = readdirSync(folder, { recursive: true }).map(String);
  return paths.filter((path) => path.endsWith('.jsonl')).map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

// A fork begins with copies of the session it came from, which are the same events: whose they are depends on who is read first.
function listOwn(transcripts: readonly { readonly path: string; readonly text: string }[]): readonly string[] {
  const read = transcripts.map(({ path, text }) => claudeCode.readTranscript(text.split('\n').slice(0, -1), '', path).events);
  return read.flatMap((events) => {
    const others = new Set(read.filter((one) => one !== events).flatMap((one) => one.map(({ origin }) => origin)));
    return events.filter(({ origin }) => origin === undefined || !others.has(origin)).map(({ id }) => id);
  });
}
