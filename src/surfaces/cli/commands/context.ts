import { brief } from '../../../app/recall/brief.ts';
import { HoldfastError } from '../../../model/error.ts';
import { readConfig, wireToLook } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { printLine } from '../print.ts';
import { findScope, readCount } from '../scope.ts';

/** `holdfast context`: the exact text the next session would be given. */
export const contextCommand: Command = {
  usage: 'context [--project <folder|name>] [--tokens <n>]',
  summary: 'The exact text the next session would be given.',
  options: { project: { type: 'string' }, tokens: { type: 'string' } },
  async run(line) {
    const config = readConfig();
    await using ports = await wireToLook(config);
    const project = await findScope(ports, line);
    if (project === undefined) throw new HoldfastError('usage', 'Name one project.');
    const tokens = readCount(line, 'tokens', config.contextTokens);
    return printLine((await brief(ports, { project, session: '', cwd: process.cwd(), tokens }))?.text ?? '');
  },
};
