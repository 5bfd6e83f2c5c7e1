import { join } from 'node:path';
import { HoldfastError } from '../../../model/error.ts';
import { type Config, holdInterruption, openShelf, readConfig } from '../../../wire.ts';
import { ask } from '../ask.ts';
import type { Command, CommandLine } from '../command.ts';
import { formatBytes } from '../format-bytes.ts';
import { plainLine, printJson, printLine } from '../print.ts';
import { createProgress } from '../progress.ts';

type Shelf = Awaited<ReturnType<typeof openShelf>>;
type Offer = Awaited<ReturnType<Shelf['find']>>;

const USAGE = 'model add <name|owner/name> [--yes] | list [--json] | remove <name>';

/** `holdfast model`: models that turn texts into vectors. `add` is the one command that downloads anything. */
export const modelCommand: Command = {
  usage: USAGE,
  summary: 'Embedding models: add downloads one, after asking; list; remove.',
  words: true,
  options: { yes: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ positionals: [verb, name, ...rest], flags }) {
    const config = readConfig();
    const shelf = await openShelf(config);
    if (verb === 'list' && name === undefined) return list(shelf, flags);
    if (verb === 'add' && name !== undefined && rest.length === 0) return add(shelf, name, { config, flags });
    if (verb === 'remove' && name !== undefined && rest.length === 0) {
      await shelf.remove(name);
      return printLine(`Removed ${name}.`);
    }
    throw new HoldfastError('usage', `Which model? Usage: holdfast ${USAGE}`);
  },
};

async function list(shelf: Shelf, flags: CommandLine['flags']): Promise<number> {
  const models = await shelf.list();
  if (flags['json'] === true) return printJson(models);
  if (models.length === 0) return printLine('No model was downloaded. One that is small and good: holdfast model add potion-base-8M');
  for (const { name, kind, licence, files } of models) {
    printLine(`${plainLine(name)}  ${kind}  ${formatBytes(sum(files))}  ${plainLine(licence)}`);
  }
  return 0;
}

interface Adding {
  readonly config: Config;
  readonly flags: CommandLine['flags'];
}

async function add(shelf: Shelf, wanted: string, { config, flags }: Adding): Promise<number> {
  using interruption = holdInterruption();
  const { signal } = interruption;
  const offer = await shelf.find(wanted, signal);
  show(offer, config);
  if (flags['yes'] !== true && !(await ask('Download it?', signal))) {
    printLine('Nothing was downloaded.');
    return 1;
  }
  const total = sum(offer.files);
  using progress = createProgress();
  const { kind, pinned } = await shelf.add(offer, signal, (bytes) => progress.show(`${formatBytes(bytes)} of ${formatBytes(total)}`));
  progress[Symbol.dispose]();
  printLine(`Downloaded. To use it, put into ${join(config.home, 'config.json')}: "embedder": "${kind}", "embedderModel": "${offer.name}"`);
  if (!pinned) printLine('Its files are checked against what came now each time it is loaded.');
  if (kind === 'transformer') {
    printLine(
      `What runs it is installed by: npm install --prefix ${JSON.stringify(join(config.home, 'packages'))} @huggingface/transformers@4`,
    );
  }
  return 0;
}

function show({ name, kind, licence, pinned, repository, revision, files }: Offer, { modelHost }: Config): void {
  const known = files.filter(({ sha256 }) => sha256 !== undefined).length;
  printLine(`${plainLine(name)}  ${kind}  ${formatBytes(sum(files))} in ${files.length} files`);
  printLine(`  licence    ${plainLine(licence)}`);
  printLine(`  source     ${modelHost}/${repository}/tree/${revision}`);
  printLine(
    pinned
      ? '  checksums  known to Holdfast'
      : `  checksums  not known to Holdfast; the host tells those of ${known} files, and what comes is written down and checked from then on`,
  );
}

function sum(files: Offer['files']): number {
  return files.reduce((total, { bytes = 0 }) => total + bytes, 0);
}
