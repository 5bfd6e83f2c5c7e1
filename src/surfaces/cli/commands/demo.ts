import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importTranscripts } from '../../../app/capture/import.ts';
import { search } from '../../../app/recall/search.ts';
import { readConfig, wire } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { startFirstPrompt } from '../demo-session.ts';
import { formatEntry } from '../format-memory.ts';
import { paint, printLine } from '../print.ts';

const QUERY = 'why were users logged out';

/** `holdfast demo`: the whole way on a recorded session, in a folder of its own that is removed afterwards. */
export const demoCommand: Command = {
  usage: 'demo',
  summary: 'The whole way on a recorded session. Leaves nothing behind.',
  options: {},
  async run() {
    const home = await mkdtemp(join(tmpdir(), 'holdfast-demo-'));
    try {
      const cwd = await remember(home);
      const left = await continueSession(home, cwd);
      printLine(
        `\n${left ? paint('red', 'The session process is still there.') : paint('green', 'No process is left, and the folder of this demo is removed.')}`,
      );
      return left ? 1 : 0;
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  },
};

async function remember(home: string): Promise<string> {
  const transcript = fileURLToPath(new URL('../demo/session.jsonl', import.meta.url));
  await using ports = await wire(readConfig({ ...process.env, HOLDFAST_HOME: home }));
  printLine(paint('bold', '1. A recorded session of Claude Code is read and distilled, without a model'));
  const importing = await time(async () => {
    for await (const _ of importTranscripts(ports, [transcript])) continue;
  });
  const stats = await ports.store.stats();
  const [project] = await ports.store.projects();
  const id = project?.id ?? '';
  for (const memory of await ports.store.list({ project: id, order: 'oldest', limit: 20, offset: 0 })) printLine(formatEntry(memory));
  printLine(
    paint('dim', `   ${stats.events} events, ${stats.memories} memories in ${importing.ms.toFixed(0)} ms; 0 tokens asked of a model\n`),
  );
  printLine(paint('bold', `2. It can be searched: ${QUERY}`));
  const searching = await time(() => search(ports, { text: QUERY, project: id, limit: 3, offset: 0, order: 'relevance' }));
  for (const { memory, why } of searching.result) printLine(formatEntry(memory, why));
  printLine(paint('dim', `   ${searching.ms.toFixed(1)} ms\n`));
  return (await ports.store.sessions(id, 1))[0]?.cwd ?? home;
}

async function continueSession(home: string, cwd: string): Promise<boolean> {
  printLine(paint('bold', '3. The next session starts; this goes before its first prompt, word for word'));
  const { context, notice, startMs, answerMs, endMs, left } = await startFirstPrompt(home, cwd);
  printLine(`${context}\n`);
  printLine(paint('dim', `   The user sees: ${notice}`));
  printLine(
    paint(
      'dim',
      `   session process: ready ${startMs.toFixed(0)} ms after its start, context in ${answerMs.toFixed(1)} ms, gone ${endMs.toFixed(0)} ms after the agent let go`,
    ),
  );
  return left;
}

async function time<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}
