import { resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { remember } from '../../../app/recall/remember.ts';
import { HoldfastError } from '../../../model/error.ts';
import { wire } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { currentFolder } from '../current-folder.ts';
import { tellRemembered } from '../../tell-remembered.ts';
import { refuseAgent } from '../of-agent.ts';
import { printJson, printLine } from '../print.ts';

/** `holdfast remember`: a memory in the user's own words. An agent has a tool for its own, which knows of what session it is. */
export const rememberCommand: Command = {
  usage: 'remember <text> [--type <type>] [--title <title>] [--project <folder|name>] [--json]',
  summary: 'Store something in your own words, e.g. --type preference.',
  words: true,
  options: { type: { type: 'string' }, title: { type: 'string' }, project: { type: 'string' }, json: { type: 'boolean' } },
  async run({ positionals, flags }) {
    refuseAgent();
    const text = positionals.join(' ').trim();
    if (text === '') throw new HoldfastError('usage', 'Remember what? Usage: holdfast remember <text>');
    const wanted = typeof flags['project'] === 'string' ? flags['project'] : undefined;
    const here = currentFolder();
    const isFolder = wanted !== undefined && existsSync(resolve(here, wanted));
    await using ports = await wire();
    const note = {
      text,
      ...(typeof flags['type'] === 'string' ? { type: flags['type'] } : {}),
      ...(typeof flags['title'] === 'string' ? { title: flags['title'] } : {}),
    };
    const folder = isFolder ? resolve(here, wanted) : here;
    const project = isFolder ? undefined : wanted;
    const memory = await remember(ports, folder, { ...note, authority: 'user' }, project);
    return flags['json'] === true ? printJson(memory) : printLine(tellRemembered(memory, true));
  },
};
