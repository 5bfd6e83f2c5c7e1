import { HoldfastError } from '../../model/error.ts';
import type { ModeTerm } from '../../model/mode.ts';

/** The longest text of a mode, in characters: several pages. */
export const LONGEST_TEXT = 6_000;

const LONGEST_ID = 60;
const LONGEST_DESCRIPTION = 400;
const MOST_TERMS = 60;
const ID = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u;

/** The error that a mode file is not as it has to be. `what` goes on after the file's name: `types[0].id has to be a text`. */
export function wrongMode(name: string, what: string): HoldfastError {
  return new HoldfastError('config', `Mode file ${name}.json: ${what}.`);
}

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where a value stands: the mode's name and the field. */
export interface Place {
  readonly name: string;
  readonly field: string;
}

/** A text without control characters. Throws `config` where it is none, or too long. */
export function readText(value: unknown, { name, field }: Place, longest: number = LONGEST_TEXT): string {
  if (typeof value !== 'string') throw wrongMode(name, `${field} has to be a text`);
  if (value.length > longest) throw wrongMode(name, `${field} is longer than ${longest} characters`);
  return value
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/** The same on one line. */
export function readLine(value: unknown, place: Place, longest: number = LONGEST_DESCRIPTION): string {
  return readText(value, place, longest).replaceAll(/\s+/g, ' ');
}

/** Types or concepts. `label` stands in where there is no description. Throws `config`. */
export function readTerms(value: unknown, { name, field }: Place): readonly ModeTerm[] {
  if (!Array.isArray(value)) throw wrongMode(name, `${field} has to be a list`);
  if (value.length > MOST_TERMS) throw wrongMode(name, `${field} has more than ${MOST_TERMS} entries`);
  const terms = value.map((term: unknown, at) => readTerm(term, { name, field: `${field}[${at}]` }));
  const twice = terms.find(({ id }, at) => terms.findIndex((other) => other.id === id) !== at);
  if (twice !== undefined) throw wrongMode(name, `${field} has ${twice.id} twice`);
  return terms;
}

function readTerm(value: unknown, { name, field }: Place): ModeTerm {
  if (!isRecord(value)) throw wrongMode(name, `${field} has to be an object with an id and a description`);
  const id = readLine(value['id'], { name, field: `${field}.id` }, LONGEST_ID);
  if (!ID.test(id)) throw wrongMode(name, `${field}.id has to consist of letters, digits, -, _ and .`);
  const description = readLine(value['description'] ?? '', { name, field: `${field}.description` });
  return { id, description: description || readLine(value['label'] ?? '', { name, field: `${field}.label` }) };
}
