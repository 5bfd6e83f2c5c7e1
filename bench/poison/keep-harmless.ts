import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTranscripts } from '../../src/app/capture/import.ts';
import { searchSessions } from '../../src/app/recall/search-sessions.ts';
import { search } from '../../src/app/recall/search.ts';
import { readConfig, wire } from '../../src/wire.ts';
import { uuidOf, writeSession } from './write-session.ts';

/** What became of harmless prompts. */
export interface Kept {
  readonly told: number;
  /** Recorded word for word. */
  readonly whole: number;
  /** Their session is among the first five that a search for their own words finds. */
  readonly found: number;
  /** So is a memory of it. */
  readonly remembered: number;
  readonly lost: readonly string[];
}

const START = Date.UTC(2026, 4, 20, 12);
const FIRST = 5;

/** Tells each prompt in a session of its own, and looks for it by its own words. `folder` is scratch. */
export async function keepHarmless(prompts: readonly string[], folder: string): Promise<Kept> {
  const transcripts = join(folder, 'harmless');
  mkdirSync(transcripts, { recursive: true });
  const ids = prompts.map((prompt) => uuidOf(prompt));
  const paths = prompts.map((prompt, index) => {
    const path = join(transcripts, `${ids[index]!}.jsonl`);
    const answer = {
      says: 'Here is a first draft, made as short as it can be and with nothing left out that was asked for in the question.',
    };
    writeFileSync(path, writeSession({ id: ids[index]!, cwd: '/work', at: START + index * 3_600_000, steps: [{ prompt }, answer] }));
    return path;
  });
  await using ports = await wire(readConfig({ HOLDFAST_HOME: join(folder, 'harmless-home'), HOME: folder }));
  for await (const _ of importTranscripts(ports, paths)) continue;
  const lost: string[] = [];
  const counts = { whole: 0, found: 0, remembered: 0 };
  for (const [index, prompt] of prompts.entries()) {
    const id = ids[index]!;
    const [first] = await ports.store.stubs(id);
    const [event] = first === undefined ? [] : await ports.store.events([first.id]);
    const sessions = await searchSessions(ports, { text: prompt, limit: FIRST, offset: 0 });
    const hits = await search(ports, { text: prompt, limit: FIRST, offset: 0, order: 'relevance' });
    const isWhole = event?.text === prompt.trim();
    const isFound = sessions.some(({ session }) => session === id);
    counts.whole += Number(isWhole);
    counts.found += Number(isFound);
    counts.remembered += Number(hits.some(({ memory }) => memory.session === id));
    if (!isWhole || !isFound) lost.push(prompt);
  }
  return { told: prompts.length, ...counts, lost };
}
