import { resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { remember } from '../../../app/recall/remember.ts';
import { HoldfastError } from '../../../model/error.ts';
import { wire } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { currentFolder } from '../current-folder.ts';
import { printJson, printLine } from '../print.ts';

/** `holdfast remember`: a memory in the user's own words. */
export const rememberCommand: Command = {
  usage: 'remember <text> [--type <type>] [--title <title>] [--project <folder|name>] [--json]',
  summary: 'Store something in your own words, e.g. --type preference.',
  words: true,
  options: { type: { type: 'string' }, title: { type: 'string' }, project: { type: 'string' }, json: { type: 'boolean' } },
  async run({ positionals, flags }) {
    const text = positionals.join(' ').trim();
    if (text === '') throw new HoldfastError('usage', 'Remember what? Usage: holdfast remember <text>');
    const wanted = typeof flags['project'] === 'string' ? flags['project'] : undefined;
    const here = currentFolder();
    const isFolder = wanted !== undefined && existsSync(resolve(here, wanted));
    await using ports = await wire();
    const note = {
      text,
      authority: 'user' as const,
      ...(typeof flags['type'] === 'string' ? { type: flags['type'] } : {}),
      ...(typeof flags['title'] === 'string' ? { title: flags['title'] } : {}),
    };
    const memory = await remember(ports, isFolder ? resolve(here, wanted) : here, note, isFolder ? undefined : wanted);
    return flags['json'] === true ? printJson(memory) : printLine(`Remembered as #${memory.number}.`);
  },
};
