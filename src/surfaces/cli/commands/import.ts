import { importTranscripts } from '../../../app/capture/import.ts';
import type { Ports } from '../../../app/ports.ts';
import { HoldfastError } from '../../../model/error.ts';
import { holdInterruption, wire } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { findTranscripts } from '../find-transcripts.ts';
import { printJson, printLine } from '../print.ts';
import { createProgress } from '../progress.ts';

/** `holdfast import`: past sessions from their transcripts. */
export const importCommand: Command = {
  usage: 'import <transcript or folder>... [--json]',
  summary: 'Read past sessions from transcripts, e.g. ~/.claude/projects.',
  words: true,
  options: { json: { type: 'boolean' } },
  async run({ positionals, flags }) {
    if (positionals.length === 0) throw new HoldfastError('usage', 'Import what? Usage: holdfast import <transcript or folder>...');
    const paths = await findTranscripts(positionals);
    using interruption = holdInterruption();
    await using ports = await wire();
    const before = await ports.store.stats();
    await importAll(ports, paths, interruption.signal);
    const after = await ports.store.stats();
    const report = {
      sessions: after.sessions - before.sessions,
      events: after.events - before.events,
      memories: after.memories - before.memories,
    };
    if (flags['json'] === true) return printJson(report);
    return printLine(
      `Imported ${report.sessions} sessions, ${report.events} events, ${report.memories} memories. See: holdfast search --all-projects`,
    );
  },
};

async function importAll(ports: Ports, paths: readonly string[], signal: AbortSignal): Promise<void> {
  using progress = createProgress();
  for await (const { stage, files, filesDone, turns } of importTranscripts(ports, paths)) {
    const done = {
      reading: `reading transcript ${filesDone + 1} of ${files}`,
      distilling: `distilled ${turns} turns`,
      indexing: 'indexing',
    };
    progress.show(done[stage]);
    if (signal.aborted) return;
  }
}
