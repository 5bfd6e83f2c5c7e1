import { join } from 'node:path';
import { HoldfastError } from '../model/error.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import { findKey } from './find-key.ts';
import { type ModelChoice, nameAtProvider } from './name-model.ts';

/** How a provider is reached. */
export interface ModelSettings extends ModelChoice {
  /** Empty: the provider's own address. */
  readonly url: string;
  /** The name of the environment variable with the key; empty: the usual one, where the address is the provider's own. */
  readonly keyVariable: string;
  /** The folder of the memory: a key may be in its file `model-key.<provider>`. */
  readonly home: string;
  readonly deadlineMs: number;
  readonly command: readonly string[];
  readonly environment: readonly string[];
  /** Has an MCP client ask its model. */
  readonly sample?: (params: object, signal: AbortSignal) => Promise<unknown>;
}

const KEY_VARIABLES = { anthropic: 'ANTHROPIC_API_KEY', gemini: 'GEMINI_API_KEY', 'openai-compatible': 'OPENAI_API_KEY' } as const;

/** A language model of the user's choice; what reaches its provider is loaded only here. Rejects with `model_denied` where a key is missing. */
export async function openModel(settings: ModelSettings, env: NodeJS.ProcessEnv = process.env): Promise<LanguageModel> {
  const { provider, deadlineMs, command, environment } = settings;
  const model = nameAtProvider(settings);
  switch (provider) {
    case 'command':
      return (await import('./command/command-model.ts')).createCommandModel({ command, environment, deadlineMs });
    case 'claude-cli': {
      const { createClaudeCliModel } = await import('./language/claude-cli.ts');
      return createClaudeCliModel({ model, command: command.length > 0 ? command : ['claude'], environment, deadlineMs });
    }
    case 'mcp-sampling': {
      const { createSamplingModel } = await import('./language/sampling.ts');
      return createSamplingModel({ ask: settings.sample!, ...(model === '' ? {} : { model }), deadlineMs });
    }
    default:
      return openServer(provider, model, settings, env);
  }
}

async function openServer(
  provider: keyof typeof KEY_VARIABLES,
  model: string,
  { url, keyVariable, home, deadlineMs }: ModelSettings,
  env: NodeJS.ProcessEnv,
): Promise<LanguageModel> {
  // The usual one is meant for the provider, whoever set it: it goes to no other address.
  const variable = keyVariable || (url === '' ? KEY_VARIABLES[provider] : undefined);
  const keyFile = join(home, `model-key.${provider}`);
  const key = findKey(env, variable, keyFile);
  if (provider === 'openai-compatible') {
    const { createOpenAiModel } = await import('./language/openai-compatible.ts');
    return createOpenAiModel({ model, url: url || 'https://api.openai.com/v1', ...(key === undefined ? {} : { key }), deadlineMs });
  }
  if (key === undefined) {
    const what = describeMissing(KEY_VARIABLES[provider], { url, keyVariable });
    throw new HoldfastError('model_denied', `There is no key for ${provider}: ${what}, or put it into ${keyFile} (chmod 600).`);
  }
  const place = { ...(url === '' ? {} : { url }), model, key, deadlineMs };
  return provider === 'anthropic'
    ? (await import('./language/anthropic.ts')).createAnthropicModel(place)
    : (await import('./language/gemini.ts')).createGeminiModel(place);
}

// What the setting names is not told: a key may stand there instead.
function describeMissing(usual: string, { url, keyVariable }: Pick<ModelSettings, 'url' | 'keyVariable'>): string {
  if (keyVariable !== '') return 'set the environment variable that modelKeyVariable names';
  return url === '' ? `set ${usual}` : `set modelKeyVariable (${usual} counts only where modelUrl is empty)`;
}
