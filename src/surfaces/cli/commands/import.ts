import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { importTranscripts } from '../../../app/capture/import.ts';
import type { Owner } from '../../../app/capture/owner.ts';
import type { Ports } from '../../../app/ports.ts';
import { HoldfastError } from '../../../model/error.ts';
import { holdInterruption, ownFolders, wire } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { findTranscripts } from '../find-transcripts.ts';
import { refuseAgent } from '../of-agent.ts';
import { printJson, printLine } from '../print.ts';
import { createProgress } from '../progress.ts';

const NOT_YOURS =
  'What lay outside the folder of your agent is found by search, but not told unasked; its rules and decisions wait: holdfast accept. All yours? Import it again with --mine.';

/** `holdfast import`: past sessions from their transcripts. */
export const importCommand: Command = {
  usage: 'import <transcript or folder>... [--mine] [--json]',
  summary: 'Read past sessions from transcripts, e.g. ~/.claude/projects.',
  words: true,
  options: { mine: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ positionals, flags }) {
    if (positionals.length === 0) throw new HoldfastError('usage', 'Import what? Usage: holdfast import <transcript or folder>...');
    if (flags['mine'] === true) refuseAgent();
    const paths = await findTranscripts(positionals);
    const others = flags['mine'] === true ? new Set<string>() : await findOthers(paths);
    using interruption = holdInterruption();
    await using ports = await wire();
    const before = await ports.store.stats();
    await importAll(ports, paths, (path) => (others.has(path) ? 'other' : 'user'), interruption.signal);
    const after = await ports.store.stats();
    const report = {
      sessions: after.sessions - before.sessions,
      events: after.events - before.events,
      memories: after.memories - before.memories,
    };
    if (flags['json'] === true) return printJson(report);
    printLine(
      `Imported ${report.sessions} sessions, ${report.events} events, ${report.memories} memories. See: holdfast search --all-projects`,
    );
    if (others.size > 0) printLine(NOT_YOURS);
    return 0;
  },
};

// No agent put them where it keeps this user's: somebody else may have written them.
async function findOthers(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const folders = await Promise.all(ownFolders().map(resolved));
  const found = await Promise.all(paths.map(resolved));
  return new Set(paths.filter((_, index) => !folders.some((folder) => found[index]!.startsWith(`${folder}${sep}`))));
}

function resolved(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function importAll(ports: Ports, paths: readonly string[], ownerOf: (path: string) => Owner, signal: AbortSignal): Promise<void> {
  using progress = createProgress();
  for await (const { stage, files, filesDone, turns } of importTranscripts(ports, paths, ownerOf)) {
    const done = {
      reading: `reading transcript ${filesDone + 1} of ${files}`,
      distilling: `distilled ${turns} turns`,
      indexing: 'indexing',
    };
    progress.show(done[stage]);
    if (signal.aborted) return;
  }
}
