import { LIMITS } from '../../model/limits.ts';
import { kindOfName } from '../../redact/secret-name.ts';
import { asFields } from './loose-json.ts';
import { cutOut, keptText, LONGEST_LEFT_OUT } from './kept-text.ts';

const DEEPEST = 6;
const MOST_ENTRIES = 100;
const LONGEST_NAME = 200;
const MOST_CHARACTERS = 40_000;

/** A tool's input as it is kept: the same shape, every text cut, the whole bounded in size and depth; and what its texts leave out. */
export function keptInput(input: unknown): { readonly input: Readonly<Record<string, unknown>>; readonly leftOut?: string } {
  const budget: Budget = { characters: MOST_CHARACTERS, leftOut: [] };
  const fields = asFields(input);
  const kept = fields === undefined ? {} : keepFields(fields, budget, DEEPEST);
  return budget.leftOut.length === 0 ? { input: kept } : { input: kept, leftOut: budget.leftOut.join('\n').slice(0, LONGEST_LEFT_OUT) };
}

interface Budget {
  characters: number;
  readonly leftOut: string[];
}

function keepFields(fields: Readonly<Record<string, unknown>>, budget: Budget, depth: number): Record<string, unknown> {
  const entries = Object.entries(fields).slice(0, MOST_ENTRIES);
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(0, LONGEST_NAME), keep(value, budget, depth - 1, name)]));
}

function keep(value: unknown, budget: Budget, depth: number, name = ''): unknown {
  if (typeof value === 'string') return keepText(value, name, budget, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (budget.characters <= 0 || depth <= 0) return '[…]';
  budget.characters -= 2;
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((item) => keep(item, budget, depth - 1, name));
  return keepFields(value as Readonly<Record<string, unknown>>, budget, depth);
}

function keepText(text: string, name: string, budget: Budget, depth: number): string {
  const isKept = budget.characters > 0 && depth > 0;
  const kept = isKept ? keptText(text, LIMITS.toolInput) : '[…]';
  const leftOut = isKept ? cutOut(text, LIMITS.toolInput) : text;
  // Of a secret only its name tells that it is one.
  if (leftOut !== undefined && kindOfName(name) === undefined) budget.leftOut.push(leftOut);
  budget.characters -= kept.length;
  return kept;
}
