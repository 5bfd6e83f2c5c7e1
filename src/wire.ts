import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import type { PrivateTurns } from './app/capture/private-turns.ts';
import type { Ports, Surroundings } from './app/ports.ts';
import { type Config, readConfig } from './config.ts';
import { claudeCode } from './agents/claude-code/agent.ts';
import type { Agent } from './ports/agent.ts';
import type { Distiller, ModelDistiller } from './ports/distiller.ts';
import type { Processes } from './ports/processes.ts';
import { nameDistiller } from './models/name-model.ts';
import { createEmbedder } from './models/embed/embedder.ts';
import { nameFolder, nameServer, nameTail } from './models/embed/name-model.ts';
import type { Shelf } from './models/embed/shelf/shelf.ts';
import { modelFolder } from './models/embed/shelf/folder.ts';
import type { Store } from './ports/store.ts';
import type { Child, ChildOptions } from './process/child.ts';
import { identify } from './process/identity.ts';
import { openFileLog } from './store/log/file-log.ts';
import { findRefusal } from './store/private-folder.ts';
import { openSpool } from './store/spool/spool.ts';
import { openSwitches } from './store/switches/file-switches.ts';
import { openExclusions } from './workspace/exclusions.ts';
import { files } from './workspace/files.ts';
import { inspectHome } from './workspace/inspect-home.ts';
import { locate } from './workspace/locate.ts';
import type { Modes } from './workspace/read-modes.ts';
import { recentlyLocated } from './workspace/recently-located.ts';

export { exitInStages } from './process/exit.ts';
export { holdInterruption } from './process/interruption.ts';
export { isAlive } from './process/is-alive.ts';
export { isInsideModelChild } from './process/mark.ts';
export { tether } from './process/tether.ts';
export { measureDisk } from './workspace/measure-disk.ts';
export { type Config, readConfig } from './config.ts';

// Long enough for a run of tool calls, short enough for a change of branch.
const PLACE_MS = 2000;
const AGENTS: readonly Agent[] = [claudeCode];

/** Starts a child that is talked to in lines; see `process/child`. What may start one is loaded only then: it costs every start. */
export async function startChild(options: ChildOptions): Promise<Child> {
  return (await import('./process/child.ts')).startChild(options);
}

/** The folders in which agents keep the transcripts of this user. */
export function ownFolders(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  return AGENTS.map((agent) => agent.folder(env, env['HOME'] || homedir()));
}

/** The agent of a name. */
export function findAgent(name: string): Agent | undefined {
  return AGENTS.find((agent) => agent.name === name);
}

// Hooks never distill: a process that only answers them does not load what does.
const extractLater: Distiller = {
  name: 'extract',
  distill: async (turn, context) => (await import('./distill/extractor.ts')).extractor.distill(turn, context),
  summarise: async (memories) => (await import('./distill/extractor.ts')).extractor.summarise(memories),
};

// All that is known of secrets would be felt at the start.
function privacyLater(): PrivateTurns {
  let turns: Promise<PrivateTurns> | undefined;
  const load = (): Promise<PrivateTurns> =>
    (turns ??= import('./app/capture/private-turns.ts').then(({ createPrivateTurns }) => createPrivateTurns()));
  return {
    meet: async (events, sources) => (await load()).meet(events, sources),
    redactText: async (text) => (await load()).redactText(text),
    redactNote: async (text) => (await load()).redactNote(text),
  };
}

// Few sessions ever need them: a model that is asked, a child that was left.
const processesLater: Processes = {
  hasEnded: async (identity) => (await import('./process/processes.ts')).processes.hasEnded(identity),
  endChild: async (mark, identity) => (await import('./process/processes.ts')).processes.endChild(mark, identity),
};

/** What the one who started this process offers. */
export interface Connection {
  /** Has an MCP client ask its model: `sampling/createMessage`. */
  sample?(params: object, signal: AbortSignal): Promise<unknown>;
}

// Several small turns go into one request; a program is told of one at a time.
const BATCH = 8;

function wireModel(config: Config, { sample }: Connection): Pick<Ports, 'model' | 'modelLimits'> {
  const { modelCommand: command, modelName: name, modelChildren: cap, home } = config;
  const provider = config.modelProvider || (command.length > 0 ? 'command' : '');
  // A client can be asked only by a process that it talks to.
  if (provider === '' || !config.enabled || (provider === 'mcp-sampling' && sample === undefined)) return {};
  const asked = { name: nameDistiller({ provider, name }), batch: provider === 'command' ? 1 : BATCH };
  const open = async (): Promise<ModelDistiller> => {
    const [{ openModel }, { findPrice }, { createModelDistiller }, { loadMode }, { writeInstructions }] = await Promise.all([
      import('./models/open-model.ts'),
      import('./models/find-price.ts'),
      import('./models/model-distiller.ts'),
      import('./workspace/read-modes.ts'),
      import('./distill/mode/instructions.ts'),
    ]);
    const mode = await loadMode(config);
    const model = await openModel({
      provider,
      name,
      url: config.modelUrl,
      keyVariable: config.modelKeyVariable,
      home,
      deadlineMs: config.modelDeadlineMs,
      command,
      environment: config.modelEnvironment,
      ...(sample === undefined ? {} : { sample }),
    });
    const price = findPrice(model, config.modelPrices);
    return createModelDistiller(model, { ...asked, mode: writeInstructions(mode), types: mode.types.map(({ id }) => id), price });
  };
  return {
    modelLimits: config.modelLimits,
    model: {
      ...asked,
      cap,
      usesProcess: provider === 'command' || provider === 'claude-cli',
      reword: async (questions, request) => (await open()).reword(questions, request),
      check: async () => void (await open()),
    },
  };
}

function wireEmbedder(config: Config): Pick<Ports, 'embedder'> {
  const { embedder: kind, embedderModel: model, embedderUrl: url, embedderKeyVariable: keyVariable, home } = config;
  if (kind === '' || !config.enabled) return {};
  const folder = modelFolder(home, model);
  const [query, passage] = config.embedderPrefixes;
  const prefixes = query === undefined || passage === undefined ? undefined : { query, passage };
  return {
    embedder: createEmbedder({
      nameModel: () => (kind === 'openai-compatible' ? nameServer(model, url) : nameFolder(kind, folder)) + nameTail(prefixes),
      async load() {
        if (kind === 'openai-compatible') {
          const { createServerModel } = await import('./models/embed/openai-compatible/openai-compatible.ts');
          return { prefixes, ...createServerModel({ url, model, keyVariable }) };
        }
        const { loadFolder } = await import('./models/embed/load-folder.ts');
        return loadFolder(kind, folder, { home, prefixes });
      },
    }),
  };
}

/** Everything but the store, which is opened when it is first needed and closed by `close`. */
export function wireSurroundings(config: Config, connection: Connection = {}): Surroundings & { close(): Promise<void> } {
  let store: Promise<Store> | undefined;
  const clock = Date.now;
  return {
    clock,
    log: openFileLog(config.log),
    locate: recentlyLocated(locate, clock, PLACE_MS),
    files,
    switches: openSwitches(config.switches),
    exclusions: openExclusions(config.exclude, clock, PLACE_MS),
    privacy: privacyLater(),
    distiller: extractLater,
    ...wireModel(config, connection),
    ...wireEmbedder(config),
    processes: processesLater,
    agents: AGENTS,
    owner: identify(process.pid) ?? `${process.pid}-${clock()}`,
    spool: openSpool(config.spool),
    storeExists: () => existsSync(config.database),
    openStore() {
      store ??= openStore(config).catch((error: unknown) => {
        store = undefined;
        throw error;
      });
      return store;
    },
    async close() {
      const open = await store?.catch(() => undefined);
      store = undefined;
      await open?.[Symbol.asyncDispose]();
    },
  };
}

/** Everything, with the store open. Rejects with the `HoldfastError`s of the store. */
export async function wire(config: Config = readConfig()): Promise<Ports & AsyncDisposable & { spool: Surroundings['spool'] }> {
  const { openStore: open, storeExists: _, close, ...rest } = wireSurroundings(config);
  return { ...rest, store: await open(), [Symbol.asyncDispose]: close };
}

/** The same for who only looks: where nothing is stored yet, the store is empty and kept nowhere, so that looking leaves no file. */
export function wireToLook(config: Config = readConfig()): ReturnType<typeof wire> {
  return wire(existsSync(config.database) ? config : { ...config, database: ':memory:' });
}

/** Looks at the folder of the memory, for `doctor`; closes it to others, as every use of it does. */
export async function inspect(config: Config): ReturnType<typeof inspectHome> {
  const refused = findRefusal(config.home);
  return { ...(await inspectHome(config.home, config.log)), ...(refused === undefined ? {} : { refused }) };
}

/** Sets a damaged database aside; returns its new path, undefined where there was none. */
export async function setDatabaseAside(config: Config): Promise<string | undefined> {
  return (await import('./store/sqlite/set-aside.ts')).setAside(config.database, new Date());
}

/** The models on this machine, and the host they come from; see `models/embed/shelf`. */
export async function openShelf({ home, modelHost }: Config): Promise<Shelf> {
  return (await import('./models/embed/shelf/shelf.ts')).openShelf(home, modelHost);
}

/** The modes on this machine; see `workspace/read-modes`. */
export async function openModes(config: Config): Promise<Modes> {
  return (await import('./workspace/read-modes.ts')).openModes(config);
}

async function openStore(config: Config): Promise<Store> {
  const { openSqliteStore } = await import('./store/sqlite/store.ts');
  return openSqliteStore({ path: config.database, busyTimeoutMs: config.busyTimeoutMs, clock: Date.now });
}
