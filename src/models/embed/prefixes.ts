import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TextKind } from '../../ports/embedder.ts';

/** What goes before a text of each kind. */
export type Prefixes = Readonly<Record<TextKind, string>>;

const SETTINGS_FILE = 'config_sentence_transformers.json';

/** The prefixes a model's folder asks for, by the names that Sentence Transformers gives them; undefined where it asks for none. */
export function readPrefixes(folder: string): Prefixes | undefined {
  const prompts = readPrompts(join(folder, SETTINGS_FILE));
  const find = (...names: readonly string[]): string => {
    const found = names.map((name) => prompts[name]).find((prompt) => typeof prompt === 'string');
    return typeof found === 'string' ? found : '';
  };
  const prefixes = { query: find('query'), passage: find('document', 'passage', 'corpus') };
  return prefixes.query === '' && prefixes.passage === '' ? undefined : prefixes;
}

// The file is optional, and a broken one asks for nothing.
function readPrompts(path: string): Record<string, unknown> {
  try {
    const settings: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const prompts = typeof settings === 'object' && settings !== null && 'prompts' in settings ? settings.prompts : undefined;
    return typeof prompts === 'object' && prompts !== null ? { ...prompts } : {};
  } catch {
    return {};
  }
}
