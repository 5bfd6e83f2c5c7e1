import { parseArgs } from 'node:util';
import { HoldfastError } from '../../model/error.ts';
import { version } from '../../version.ts';
import type { Command, CommandLine } from './command.ts';
import { printError, printLine } from './print.ts';

const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['search', async () => (await import('./commands/search.ts')).searchCommand],
  ['show', async () => (await import('./commands/show.ts')).showCommand],
  ['timeline', async () => (await import('./commands/timeline.ts')).timelineCommand],
  ['context', async () => (await import('./commands/context.ts')).contextCommand],
  ['remember', async () => (await import('./commands/remember.ts')).rememberCommand],
  ['forget', async () => (await import('./commands/forget.ts')).forgetCommand],
  ['import', async () => (await import('./commands/import.ts')).importCommand],
  ['status', async () => (await import('./commands/status.ts')).statusCommand],
  ['doctor', async () => (await import('./commands/doctor.ts')).doctorCommand],
  ['events', async () => (await import('./commands/events.ts')).eventsCommand],
  ['demo', async () => (await import('./commands/demo.ts')).demoCommand],
  ['mcp', async () => (await import('./commands/mcp.ts')).mcpCommand],
  ['hook', async () => (await import('./commands/hook.ts')).hookCommand],
]);

/** Runs the command line; resolves to the exit status: 0 fine, 1 failed, 2 wrongly called. */
export async function runCli(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = argv;
  // A reader that has seen enough (`| head`) is no fault. The session process leaves in its own way.
  if (name !== 'mcp') process.stdout.on('error', () => process.exit());
  if (name === '--version' || name === '-v') return printLine(version);
  if (name === 'help' || name === '--help' || name === '-h') return COMMANDS.has(rest[0]!) ? runCli([rest[0]!, '--help']) : printHelp();
  const load = COMMANDS.get(name);
  if (load === undefined) return printError(new HoldfastError('usage', `There is no command ${name}. See: holdfast help`));
  try {
    const command = await load();
    if (rest.includes('--help') || rest.includes('-h')) return printLine(`holdfast ${command.usage}\n${command.summary}`);
    return await command.run(parse(command, rest));
  } catch (error) {
    // Whatever is wrong with us, a hook that fails would stop the agent.
    return name === 'hook' ? 0 : printError(error);
  }
}

function parse({ options, words = false, lenient = false, usage }: Command, args: readonly string[]): CommandLine {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: words || lenient, strict: !lenient });
    return { positionals, flags: values as CommandLine['flags'] };
  } catch (error) {
    // Of what Node says, the first sentence.
    const [complaint] = (error instanceof Error ? error.message : String(error)).split(/\.?(?:\n| [A-Z]|$)/, 1);
    throw new HoldfastError('usage', `${complaint}. Usage: holdfast ${usage}`, { cause: error });
  }
}

async function printHelp(): Promise<number> {
  const width = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
  printLine('Holdfast: a memory for coding agents.\n');
  for (const [name, load] of COMMANDS) printLine(`  ${name.padEnd(width)}  ${(await load()).summary}`);
  printLine('\nHow a command is called: holdfast <command> --help');
  return printLine('HOLDFAST_HOME is the folder of the memory (default ~/.holdfast).\nHOLDFAST_DISABLE=1 turns it off.');
}
