import type { Memory } from '../../model/memory.ts';
import type { HookCall } from '../../ports/agent.ts';
import { chooseTellingWords } from '../../recall/gate.ts';
import { occurrences } from '../../recall/occurrences.ts';
import { parseQuery } from '../../recall/parse.ts';
import type { Ports } from '../ports.ts';

const NOTES = ['CLAUDE.md', 'CLAUDE.local.md', '.claude/CLAUDE.md', 'AGENTS.md'];
const MOST_BYTES = 100_000;
const SAME = 0.8;

/** The lines of the notes that the agent reads by itself: those of the project, and those it keeps beside its transcripts. */
export async function findSaid({ files, locate }: Pick<Ports, 'files' | 'locate'>, call: HookCall): Promise<readonly string[]> {
  const { root } = await locate(call.cwd);
  const beside = call.transcript === undefined ? [] : [call.transcript.replace(/[^\\/]*$/, 'memory/MEMORY.md')];
  const texts = await Promise.all([...NOTES.map((name) => `${root}/${name}`), ...beside].map((path) => readText(files, path)));
  return texts.flatMap((text) => text.split('\n'));
}

/** Whether one of the lines says nearly all that the title of a memory says. */
export function isSaid({ title }: Memory, lines: readonly string[]): boolean {
  const words = chooseTellingWords(parseQuery(title).words);
  return words.length > 0 && lines.some((line) => occurrences(words, line).length >= SAME * words.length);
}

async function readText(files: Ports['files'], path: string): Promise<string> {
  const found = await files.stat(path);
  return found === undefined ? '' : new TextDecoder().decode(await files.read(path, 0, Math.min(found.size, MOST_BYTES)));
}
