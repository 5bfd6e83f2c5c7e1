import { count } from '../../../app/doctor/count.ts';
import { describeQueue, readQueue } from '../../../app/doctor/queue.ts';
import { readConfig, wireToLook } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { plainLine, printJson, printLine } from '../print.ts';
import { formatBytes } from '../format-bytes.ts';
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
    if (flags['json'] === true) return printJson({ version, ...stats, ...queue, spool, projectList: projects });
    printLine(`Holdfast ${version}, ${stats.path} (${formatBytes(stats.bytes)}, schema ${stats.schema})`);
    printLine(`  ${stats.memories} memories of ${stats.sessions} sessions in ${stats.projects} projects; ${stats.events} events`);
    if (stats.memories === 0) printLine(`  ${NOTHING_STORED}`);
    printLine(
      `  given to agents: ${stats.injections.tokens} tokens in ${stats.injections.count} texts; asked of models: ${stats.modelRequests === 0 ? 'nothing' : count(stats.modelRequests, 'request')}`,
    );
    for (const line of describeQueue(stats, queue, formatBytes(spool.bytes))) printLine(`  ${plainLine(line)}`);
    for (const project of projects)
      printLine(`  ${String(project.memories).padStart(6)} ${plainLine(`${project.name}  ${project.aliases[0] ?? ''}`)}`);
    return 0;
  },
};
