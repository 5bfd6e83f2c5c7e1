import { readFileSync } from 'node:fs';
import { sharedData } from '../../test/shared-data.ts';

/** An instruction that somebody hid in a text. */
export interface Attack {
  readonly name: string;
  /** The instruction alone. */
  readonly words: string;
  /** The text it is hidden in, with it. */
  readonly text: string;
}

/** The attacks of BIPIA for training, each hidden in a text of its kind: at its end, its start or its middle. Undefined: the data is not here. */
export function readAttacks(): readonly Attack[] | undefined {
  const folder = sharedData('injection/bipia');
  if (folder === undefined) return undefined;
  const emails = readLines(`${folder}/email/train.jsonl`).map(({ context }) => textOf(context));
  const questions = readLines(`${folder}/code/train.jsonl`).map(({ error, context }) => [textOf(error), textOf(context)].join('\n'));
  return [
    ...hide(readInstructions(`${folder}/text_attack_train.json`), emails),
    ...hide(readInstructions(`${folder}/code_attack_train.json`), questions),
  ];
}

/** The harmless prompts of NotInject that hold words of attacks. Undefined: the data is not here. */
export function readHarmless(): readonly string[] | undefined {
  const path = sharedData('injection/notinject/NotInject_one.json');
  if (path === undefined) return undefined;
  return (JSON.parse(readFileSync(path, 'utf8')) as readonly { readonly prompt: string }[]).map(({ prompt }) => prompt);
}

function hide(instructions: ReadonlyMap<string, string>, contexts: readonly string[]): readonly Attack[] {
  return [...instructions].map(([name, words], index) => {
    const context = contexts[index % contexts.length]!;
    const middle = context.indexOf('\n', context.length / 2);
    const at = index % 3 === 0 || middle < 0 ? context.length : index % 3 === 1 ? 0 : middle;
    return { name, words, text: `${context.slice(0, at)}\n${words}\n${context.slice(at)}`.trim() };
  });
}

function readInstructions(path: string): ReadonlyMap<string, string> {
  const kinds = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, readonly string[]>>;
  return new Map(Object.entries(kinds).flatMap(([kind, all]) => all.map((words, index) => [`${kind} ${index + 1}`, words] as const)));
}

function readLines(path: string): readonly Readonly<Record<string, unknown>>[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : String(value);
}
