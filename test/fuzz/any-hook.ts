import * as fc from 'fast-check';
import { recordings } from '../agents/claude-code/recorded.ts';
import { anyEdit, editJson } from './any-junk.ts';

/** What a hook is sent. */
export type Payload = Readonly<Record<string, unknown>>;

const HOOKS = recordings.flatMap(({ hooks }) => hooks);
const LONGEST_TEXT = 20_000;

/** A payload as the client sends it, to a command with values in its fields, to a tool with texts. */
export const anyRecordedHook: fc.Arbitrary<Payload> = fc
  .tuple(fc.constantFrom(...HOOKS), fc.boolean())
  .map(([hook, interpolated]) => (interpolated ? interpolate(hook) : hook));

/** The same with wrong values, types and fields, also in the JSON of a field, sometimes in the place of everything. */
export const anyHook: fc.Arbitrary<Payload> = fc
  .tuple(anyRecordedHook, fc.array(anyEdit, { maxLength: 6 }), fc.array(anyEdit, { maxLength: 3 }), fc.nat())
  .map(([hook, edits, inner, at]) => {
    const edited = editJson(JSON.stringify(editField(hook, at, inner)), edits);
    const value: unknown = edited === '' ? undefined : JSON.parse(edited);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : { ...hook, prompt: value };
  });

/** Several, of sessions that nobody knows yet: `mark` is put into the name of each. */
export function ofNewSession(hooks: readonly Payload[], mark: string): readonly Payload[] {
  return hooks.map((hook) => (typeof hook['session_id'] === 'string' ? { ...hook, session_id: `${mark}${hook['session_id']}` } : hook));
}

function interpolate(hook: Payload): Payload {
  return Object.fromEntries(Object.entries(hook).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
}

function editField(hook: Payload, at: number, edits: Parameters<typeof editJson>[1]): Payload {
  const fields = Object.keys(hook).filter((name) => typeof hook[name] === 'string' && /^[[{]/.test(String(hook[name])));
  const field = fields[at % fields.length];
  return field === undefined ? hook : { ...hook, [field]: editJson(String(hook[field]), edits).slice(0, LONGEST_TEXT) };
}
