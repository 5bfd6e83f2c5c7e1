import { describeExclusions } from '../../../app/exclude.ts';
import { count } from '../../../model/count.ts';
import { describeQueue, readQueue } from '../../../app/doctor/queue.ts';
import { describeStandings, readStandings } from '../../../app/work/standings.ts';
import { readConfig, wireToLook } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { findCurrentFolder } from '../current-folder.ts';
import { plainLine, printJson, printLine } from '../print.ts';
import { formatBytes } from '../format-bytes.ts';
import { formatTaken } from '../format-usage.ts';
import { NOTHING_STORED } from '../scope.ts';
import { version } from '../../../version.ts';

/** `holdfast status`: what is stored and what waits. */
export const statusCommand: Command = {
  usage: 'status [--json]',
  summary: 'What is stored, what waits, what it cost.',
  options: { json: { type: 'boolean' } },
  async run({ flags }) {
    const config = readConfig();
    await using ports = await wireToLook(config);
    const found = await ports.store.stats();
    // Where nothing is stored yet, an empty store stands in, which is no file.
    const stats = found.path === config.database ? found : { ...found, path: config.database, bytes: 0 };
    const spool = await ports.spool.size();
    const projects = await ports.store.projects();
    const queue = await readQueue(ports);
    const modelUsage = await ports.store.sumModelCalls({ since: 0 });
    const modelLimits = ports.model === undefined ? [] : await readStandings(ports);
    const excluded = await describeExclusions(ports, findCurrentFolder());
    if (flags['json'] === true)
      return printJson({ version, ...stats, ...queue, spool, modelUsage, modelLimits, excluded, projectList: projects });
    printLine(`Holdfast ${version}, ${stats.path} (${formatBytes(stats.bytes)}, schema ${stats.schema})`);
    for (const line of excluded) printLine(`  ${plainLine(line)}`);
    printLine(`  ${stats.memories} memories of ${stats.sessions} sessions in ${stats.projects} projects; ${stats.events} events`);
    if (stats.memories === 0) printLine(`  ${NOTHING_STORED}`);
    if (stats.unaccepted > 0) printLine(`  not accepted yet: ${stats.unaccepted} of what others proposed, see: holdfast accept`);
    printLine(`  given to agents: ${stats.injections.tokens} tokens in ${stats.injections.count} texts`);
    printLine(`  asked of models: ${describeAsked(modelUsage, stats.modelRequests)}`);
    for (const line of await describeStandings(ports, modelLimits)) printLine(`  ${plainLine(line)}`);
    for (const line of describeQueue(stats, queue, formatBytes(spool.bytes))) printLine(`  ${plainLine(line)}`);
    for (const project of projects)
      printLine(`  ${String(project.memories).padStart(6)} ${plainLine(`${project.name}  ${project.aliases[0] ?? ''}`)}`);
    return 0;
  },
};

// Of what was asked before there was a ledger, only how often is known.
function describeAsked(taken: Parameters<typeof formatTaken>[0], requests: number): string {
  if (taken.calls > 0) return `${formatTaken(taken)} in ${count(taken.calls, 'call')}, see: holdfast usage`;
  return requests === 0 ? 'nothing' : count(requests, 'request');
}
