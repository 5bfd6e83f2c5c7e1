import { COMMAND_MODEL } from './command/name.ts';

/** Who is asked, and for which model. */
export interface ModelChoice {
  readonly provider: 'anthropic' | 'openai-compatible' | 'gemini' | 'claude-cli' | 'mcp-sampling' | 'command';
  /** Empty: a small one that the provider has. */
  readonly name: string;
}

// The smallest that write well, by what the providers say of them. A server of one's own has what was put there.
const USUAL: Readonly<Partial<Record<ModelChoice['provider'], string>>> = {
  anthropic: 'claude-haiku-4-5',
  gemini: 'gemini-2.5-flash',
  'claude-cli': 'haiku',
};

/** The model's name at its provider. */
export function nameAtProvider({ provider, name }: ModelChoice): string {
  return name === '' ? (USUAL[provider] ?? '') : name;
}

/** What its memories are marked with. `model:` tells the store that they may hold words of all of their turn. */
export function nameDistiller(choice: ModelChoice): string {
  if (choice.provider === 'command') return COMMAND_MODEL;
  const name = nameAtProvider(choice);
  return name === '' ? `model:${choice.provider}` : `model:${choice.provider}/${name}`;
}
