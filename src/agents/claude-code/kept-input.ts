import { LIMITS } from '../../model/limits.ts';
import { asFields } from './loose-json.ts';
import { keptText } from './kept-text.ts';

const DEEPEST = 6;
const MOST_ENTRIES = 100;
const LONGEST_NAME = 200;
const MOST_CHARACTERS = 40_000;

/** A tool's input as it is kept: the same shape, every text cut, the whole bounded in size and depth. */
export function keptInput(input: unknown): Readonly<Record<string, unknown>> {
  const budget = { characters: MOST_CHARACTERS };
  const fields = asFields(input);
  return fields === undefined ? {} : keepFields(fields, budget, DEEPEST);
}

interface Budget {
  characters: number;
}

function keepFields(fields: Readonly<Record<string, unknown>>, budget: Budget, depth: number): Record<string, unknown> {
  const entries = Object.entries(fields).slice(0, MOST_ENTRIES);
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(0, LONGEST_NAME), keep(value, budget, depth - 1)]));
}

function keep(value: unknown, budget: Budget, depth: number): unknown {
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value;
  if (budget.characters <= 0 || depth <= 0) return '[…]';
  if (typeof value === 'string') return keepText(value, budget);
  budget.characters -= 2;
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((item) => keep(item, budget, depth - 1));
  return keepFields(value as Readonly<Record<string, unknown>>, budget, depth);
}

function keepText(text: string, budget: Budget): string {
  const kept = keptText(text, LIMITS.toolInput);
  budget.characters -= kept.length;
  return kept;
}
