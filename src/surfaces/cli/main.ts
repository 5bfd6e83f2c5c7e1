import { parseArgs } from 'node:util';
import { HoldfastError } from '../../model/error.ts';
import { version } from '../../version.ts';
import type { Command, CommandLine } from './command.ts';
import { printError, printLine } from './print.ts';

const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['search', async () => (await import('./commands/search.ts')).searchCommand],
  ['show', async () => (await import('./commands/show.ts')).showCommand],
  ['evidence', async () => (await import('./commands/evidence.ts')).evidenceCommand],
  ['timeline', async () => (await import('./commands/timeline.ts')).timelineCommand],
  ['context', async () => (await import('./commands/context.ts')).contextCommand],
  ['remember', async () => (await import('./commands/remember.ts')).rememberCommand],
  ['accept', async () => (await import('./commands/accept.ts')).acceptCommand],
  ['forget', async () => (await import('./commands/forget.ts')).forgetCommand],
  ['pause', async () => (await import('./commands/pause.ts')).pauseCommand],
  ['resume', async () => (await import('./commands/pause.ts')).resumeCommand],
  ['off', async () => (await import('./commands/off.ts')).offCommand],
  ['on', async () => (await import('./commands/off.ts')).onCommand],
  ['import', async () => (await import('./commands/import.ts')).importCommand],
  ['status', async () => (await import('./commands/status.ts')).statusCommand],
  ['usage', async () => (await import('./commands/usage.ts')).usageCommand],
  ['doctor', async () => (await import('./commands/doctor.ts')).doctorCommand],
  ['drain', async () => (await import('./commands/drain.ts')).drainCommand],
  ['model', async () => (await import('./commands/model.ts')).modelCommand],
  ['mode', async () => (await import('./commands/mode.ts')).modeCommand],
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
  if (name === 'help' || isHelp(name)) return printHelp(rest[0]);
  const load = COMMANDS.get(name);
  if (load === undefined) return printError(new HoldfastError('usage', `There is no command ${name}. See: holdfast help`));
  try {
    return await runCommand(await load(), rest);
  } catch (error) {
    // Whatever is wrong with us, a hook that fails would stop the agent.
    return name === 'hook' ? 0 : printError(error);
  }
}

async function runCommand(command: Command, args: readonly string[]): Promise<number> {
  return args.some(isHelp) ? printUsage(command) : command.run(parse(command, args));
}

function isHelp(arg: string): boolean {
  return arg === '--help' || arg === '-h';
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

async function printHelp(name = ''): Promise<number> {
  const load = COMMANDS.get(name);
  return load === undefined ? printOverview() : printUsage(await load());
}

function printUsage({ usage, summary }: Command): number {
  return printLine(`holdfast ${usage}\n${summary}`);
}

async function printOverview(): Promise<number> {
  const width = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
  printLine('Holdfast: a memory for coding agents.\n');
  for (const [name, load] of COMMANDS) printLine(`  ${name.padEnd(width)}  ${(await load()).summary}`);
  printLine('\nHow a command is called: holdfast <command> --help');
  return printLine('HOLDFAST_HOME is the folder of the memory (default ~/.holdfast).\nHOLDFAST_DISABLE=1 turns it off.');
}
