import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { type Budget, budgetSettings, foldBudget, numeric } from './budget-settings.ts';
import { EXCLUSION_VARIABLES, exclusionSettings, foldExclusions } from './exclusion-settings.ts';
import { HoldfastError } from './model/error.ts';
import type { Exclude } from './model/exclude.ts';
import { showName, showNames } from './model/show-name.ts';
import { isInsideModelChild } from './process/mark.ts';

const PROVIDERS = ['', 'anthropic', 'openai-compatible', 'gemini', 'claude-cli', 'mcp-sampling', 'command'] as const;
const EMBEDDERS = ['', 'openai-compatible', 'model2vec', 'transformer'] as const;

const FOLDER = 'has to be the absolute path of a folder, or empty';

const schema = z.strictObject({
  /** Tokens of the text a session starts with. */
  contextTokens: z._default(wholeNumber(0, 8000), 2000),
  /** How long a write waits for another process's, in milliseconds. */
  busyTimeoutMs: z._default(wholeNumber(0, 60_000), 1000),
  /** Off: hooks are answered, nothing is captured or injected. */
  enabled: z._default(z.stringbool('has to be true or false'), true),
  /** List the tool that only hooks call, hidden from the model: for a client whose hooks reach listed tools only. */
  listCapture: z._default(z.stringbool('has to be true or false'), false),
  /** Who is asked for better words; empty: nobody, or `modelCommand` where there is one. */
  modelProvider: z._default(z.enum(PROVIDERS, `has to be one of ${PROVIDERS.slice(1).join(', ')}, or empty`), ''),
  /** The model's name there; empty: a small one that the provider has. */
  modelName: z._default(z.string('has to be a text'), ''),
  /** The server of an OpenAI-compatible model, up to and without `/chat/completions`; empty: the provider's own. */
  modelUrl: z._default(z.union([z.literal(''), webAddress()]), ''),
  /** The name of the environment variable that holds the key; empty: the provider's usual one, at its own address. */
  modelKeyVariable: z._default(variableName(), ''),
  /** A program that is asked, with its arguments. */
  modelCommand: z._default(listOfTexts(), []),
  /** Names of environment variables that it needs beside the ordinary ones. */
  modelEnvironment: z._default(listOfTexts(), []),
  /** How long one request may take, in milliseconds. */
  modelDeadlineMs: z._default(wholeNumber(100, 3_600_000), 120_000),
  /** How many of them may run at once on this machine. */
  modelChildren: z._default(wholeNumber(1, 16), 1),
  ...budgetSettings,
  ...exclusionSettings,
  /** What turns texts into vectors; empty: nothing does, and search goes by words alone. */
  embedder: z._default(z.enum(EMBEDDERS, `has to be one of ${EMBEDDERS.slice(1).join(', ')}, or empty`), ''),
  /** A model's name: at the server, or among those that were downloaded; or the absolute path of its folder. */
  embedderModel: z._default(z.string('has to be a text'), ''),
  /** The server, up to and without `/embeddings`. */
  embedderUrl: z._default(webAddress(), 'http://127.0.0.1:11434/v1'),
  /** The name of the environment variable that holds the server's key; empty: it wants none. */
  embedderKeyVariable: z._default(variableName(), ''),
  /** What goes before a query and before a passage; empty: what the model's folder says, else nothing. */
  embedderPrefixes: z._default(listOfTexts().check(z.refine(isPair, 'has to be a list of two texts, or empty')), []),
  /** Where `holdfast model add` downloads from. */
  modelHost: z._default(webAddress(), 'https://huggingface.co'),
  /** What a model looks for, and in which language: `code`, `code--de`, or the name of a file in `modes`. */
  mode: z._default(z.string('has to be a text'), 'code'),
  /** A folder with more mode files; empty: none. */
  modeFolder: z._default(z.string(FOLDER).check(z.refine(isFolderPath, FOLDER)), ''),
});

/** Settings, and where things are kept. */
export interface Config extends Budget {
  readonly home: string;
  readonly database: string;
  readonly spool: string;
  readonly log: string;
  /** The folder of what was turned off. */
  readonly switches: string;
  readonly exclude: Exclude;
  readonly contextTokens: number;
  readonly busyTimeoutMs: number;
  readonly enabled: boolean;
  readonly listCapture: boolean;
  readonly modelProvider: (typeof PROVIDERS)[number];
  readonly modelName: string;
  readonly modelUrl: string;
  readonly modelKeyVariable: string;
  readonly modelCommand: readonly string[];
  readonly modelEnvironment: readonly string[];
  readonly modelDeadlineMs: number;
  readonly modelChildren: number;
  readonly embedder: (typeof EMBEDDERS)[number];
  readonly embedderModel: string;
  readonly embedderUrl: string;
  readonly embedderKeyVariable: string;
  readonly embedderPrefixes: readonly string[];
  readonly modelHost: string;
  readonly mode: string;
  readonly modeFolder: string;
}

const FROM_ENVIRONMENT = {
  contextTokens: 'HOLDFAST_CONTEXT_TOKENS',
  busyTimeoutMs: 'HOLDFAST_BUSY_TIMEOUT_MS',
  listCapture: 'HOLDFAST_LIST_CAPTURE',
  modelProvider: 'HOLDFAST_MODEL_PROVIDER',
  modelName: 'HOLDFAST_MODEL_NAME',
  modelUrl: 'HOLDFAST_MODEL_URL',
  modelDeadlineMs: 'HOLDFAST_MODEL_DEADLINE_MS',
  modelChildren: 'HOLDFAST_MODEL_CHILDREN',
  modelTokensPerDay: 'HOLDFAST_MODEL_TOKENS_PER_DAY',
  modelUsdPerDay: 'HOLDFAST_MODEL_USD_PER_DAY',
  mode: 'HOLDFAST_MODE',
  embedder: 'HOLDFAST_EMBEDDER',
  embedderModel: 'HOLDFAST_EMBEDDER_MODEL',
  embedderUrl: 'HOLDFAST_EMBEDDER_URL',
  // The variable that Hugging Face's own tools take a mirror from.
  modelHost: 'HF_ENDPOINT',
  ...EXCLUSION_VARIABLES,
} as const;

/** Settings: defaults < `config.json` in the home folder < environment < `flags`. Throws `config` and says which setting is wrong. */
export function readConfig(env: NodeJS.ProcessEnv = process.env, flags: Readonly<Record<string, unknown>> = {}): Config {
  const home = findHome(env);
  const values = { ...readFile(join(home, 'config.json')), ...fromEnvironment(env), ...withoutUndefined(flags) };
  const parsed = schema.safeParse(stringifyBooleans(values));
  const complaint = parsed.success
    ? (findMissingModel(parsed.data) ?? findMissingProvider(parsed.data))
    : describe(parsed.error.issues[0]!);
  if (!parsed.success || complaint !== undefined) {
    throw new HoldfastError('config', `${complaint}. Settings are in ${join(home, 'config.json')} and HOLDFAST_*.`);
  }
  const places = {
    home,
    database: join(home, 'holdfast.db'),
    spool: join(home, 'spool'),
    log: join(home, 'holdfast.log'),
    switches: join(home, 'off'),
  };
  return { ...places, ...foldExclusions(foldBudget(parsed.data), env['HOME'] || safeHomedir()) };
}

/** `HOLDFAST_HOME`, else `holdfast` under `XDG_DATA_HOME`, else `~/.holdfast`. Throws `config` where there is no home at all. */
export function findHome(env: NodeJS.ProcessEnv): string {
  if (env['HOLDFAST_HOME']) return resolve(env['HOLDFAST_HOME']);
  if (env['XDG_DATA_HOME']) return resolve(env['XDG_DATA_HOME'], 'holdfast');
  const home = env['HOME'] || safeHomedir();
  if (home === '') throw new HoldfastError('config', 'There is no home folder. Set HOLDFAST_HOME to a folder for the memory.');
  return join(home, '.holdfast');
}

function wholeNumber(least: number, most: number): z.ZodMiniType<number, unknown> {
  const error = `has to be a whole number from ${least} to ${most}`;
  return numeric(error, z.int(error), z.gte(least, error), z.lte(most, error));
}

// Some put the key itself there, which no message may repeat.
function variableName(): z.ZodMiniType<string, unknown> {
  const error = 'has to be the name of an environment variable, not the key itself';
  return z.string(error).check(z.regex(/^([A-Za-z_][A-Za-z0-9_]*)?$/, error));
}

function listOfTexts(): z.ZodMiniType<readonly string[], unknown> {
  return z.array(z.string('has to be a list of texts'), 'has to be a list of texts');
}

function webAddress(): z.ZodMiniType<string, unknown> {
  const error = 'has to be an address that starts with http:// or https://, without a name or password';
  return z.pipe(
    z.string(error).check(z.refine(isWebAddress, error)),
    z.transform((address: string) => address.replace(/\/+$/, '')),
  );
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.username === '' && url.password === '';
}

function isPair(texts: readonly string[]): boolean {
  return texts.length === 0 || texts.length === 2;
}

function isFolderPath(path: string): boolean {
  return path === '' || isAbsolute(path);
}

function findMissingModel({ embedder, embedderModel: model }: Pick<Config, 'embedder' | 'embedderModel'>): string | undefined {
  if (embedder === '') return undefined;
  if (model === '') return `Setting embedderModel is missing: embedder ${embedder} has to know which model`;
  const isName = embedder === 'openai-compatible' || isAbsolute(model) || /^[A-Za-z0-9][\w.-]*$/.test(model);
  return isName ? undefined : 'Setting embedderModel has to be a name that `holdfast model list` shows, or an absolute path';
}

function findMissingProvider({
  modelProvider: provider,
  modelName: name,
  modelCommand: command,
}: z.infer<typeof schema>): string | undefined {
  if (provider === 'openai-compatible' && name === '') return 'Setting modelName is missing: a server has to know which model';
  return provider === 'command' && command.length === 0 ? 'Setting modelCommand is missing: there is no program to ask' : undefined;
}

function describe(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys'
    ? `There is no setting ${showNames(issue.keys)}`
    : `Setting ${issue.path.map((part) => showName(String(part))).join('.')} ${issue.message}`;
}

function safeHomedir(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

function readFile(path: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return {};
    throw new HoldfastError('config', `${path} cannot be read.`, { cause: error });
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below, with the path.
  }
  throw new HoldfastError('config', `${path} is not a JSON object.`);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function withoutUndefined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function fromEnvironment(env: NodeJS.ProcessEnv): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [setting, variable] of Object.entries(FROM_ENVIRONMENT)) if (env[variable]) values[setting] = env[variable];
  if ((env['HOLDFAST_DISABLE'] && env['HOLDFAST_DISABLE'] !== '0') || isInsideModelChild(env)) values['enabled'] = 'false';
  return values;
}

function stringifyBooleans(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, typeof value === 'boolean' ? String(value) : value]));
}
