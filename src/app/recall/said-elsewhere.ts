import type { Memory } from '../../model/memory.ts';
import type { Agent, HookCall } from '../../ports/agent.ts';
import { occurrences } from '../../recall/occurrences.ts';
import { parseQuery } from '../../recall/parse.ts';
import type { Ports } from '../ports.ts';

const MOST_BYTES = 100_000;
const SAME = 0.8;

/** The lines of the notes that the agent reads by itself. */
export async function findSaid(
  { files, locate }: Pick<Ports, 'files' | 'locate'>,
  agent: Pick<Agent, 'notes'>,
  { cwd, transcript }: HookCall,
): Promise<readonly string[]> {
  const { root } = await locate(cwd);
  const texts = await Promise.all(agent.notes(root, transcript).map((path) => readText(files, path)));
  return texts.flatMap((text) => text.split('\n'));
}

/** Whether one of the lines says nearly all that the title of a memory says. */
export function isSaid({ title }: Memory, lines: readonly string[]): boolean {
  const words = parseQuery(title).words;
  return words.length > 0 && lines.some((line) => occurrences(words, line).length >= SAME * words.length);
}

async function readText(files: Ports['files'], path: string): Promise<string> {
  const found = await files.stat(path);
  return found === undefined ? '' : new TextDecoder().decode(await files.read(path, 0, Math.min(found.size, MOST_BYTES)));
}
