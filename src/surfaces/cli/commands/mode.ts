import { HoldfastError } from '../../../model/error.ts';
import { openModes, readConfig } from '../../../wire.ts';
import type { Command, CommandLine } from '../command.ts';
import { paint, plain, plainLine, printJson, printLine } from '../print.ts';

type Modes = Awaited<ReturnType<typeof openModes>>;

const USAGE = 'mode [list | show [name]] [--json]';

/** `holdfast mode`: what a model looks for, and in which language. */
export const modeCommand: Command = {
  usage: USAGE,
  summary: 'Modes, what a model looks for: list them; show what it is told.',
  words: true,
  options: { json: { type: 'boolean' } },
  async run({ positionals: [verb = 'list', name, ...rest], flags }) {
    const config = readConfig();
    const modes = await openModes(config);
    if (verb === 'list' && name === undefined) return list(modes, config.mode, flags);
    if (verb === 'show' && rest.length === 0) return show(modes, name ?? config.mode, flags);
    throw new HoldfastError('usage', `Which mode? Usage: holdfast ${USAGE}`);
  },
};

async function list(modes: Modes, current: string, flags: CommandLine['flags']): Promise<number> {
  const found = await modes.list();
  if (flags['json'] === true) return printJson({ current, modes: found, languages: Object.fromEntries(modes.languages) });
  const width = Math.max(...found.map(({ name }) => name.length));
  for (const { name, description, file, problem } of found) {
    const about = problem === undefined ? plainLine(description) : paint('red', plainLine(problem));
    printLine(`${name.padEnd(width)}  ${about}${file === undefined ? '' : `  ${paint('dim', plainLine(file))}`}`);
  }
  printLine(`\nIn use: ${current}`);
  printLine(`With a language: ${current.split('--', 1)[0]}--<code>, where the code is one of`);
  const codes = [...modes.languages.keys()];
  return printLine(`  ${codes.slice(0, 16).join(' ')}\n  ${codes.slice(16).join(' ')}\nor that of any other language.`);
}

async function show(modes: Modes, name: string, flags: CommandLine['flags']): Promise<number> {
  const mode = await modes.load(name);
  return flags['json'] === true ? printJson({ ...mode, instructions: modes.tell(mode) }) : printLine(plain(modes.tell(mode)));
}
