import * as fc from 'fast-check';
import { recordings } from '../agents/claude-code/recorded.ts';
import { anyDamage, damage } from './any-bytes.ts';
import { anyEdit, editJson } from './any-junk.ts';

const TRANSCRIPTS = recordings.flatMap(({ transcripts }) => transcripts);

/** What the client wrote, as it wrote it. */
export const anyRecorded: fc.Arbitrary<readonly string[]> = fc.constantFrom(...TRANSCRIPTS.map(({ lines }) => lines));

// A change of lines that hold JSON, at `line` and sometimes at `other`.
type Change = (lines: readonly string[], line: number, other: number) => readonly string[];

const CHANGES: readonly Change[] = [
  (lines, line) => lines.toSpliced(line, 1),
  (lines, line) => lines.toSpliced(line, 0, lines[line]!),
  (lines, line, other) => lines.with(line, lines[other]!).with(other, lines[line]!),
  (lines, line, other) => lines.toSpliced(other, 0, lines[line]!),
  (lines, line) => lines.with(line, lines[line]!.slice(0, lines[line]!.length / 2)),
  (lines, line) => lines.toSpliced(line, 2, lines.slice(line, line + 2).join('')),
  (lines, line) => lines.toSpliced(line, 0, '', ' \t ', '[]', 'null', '{}', '{"type":"user"}', '{"type":5}'),
  (lines, line) => [...lines.slice(line), ...lines.slice(0, line)],
];

// A field that many lines get from one, so that ids collide and parents go round in circles.
const SHARED = ['uuid', 'parentUuid', 'promptId', 'sessionId', 'timestamp', 'agentId', 'requestSessionId', 'cwd', 'type'];

const anyChange = fc
  .tuple(fc.constantFrom(...CHANGES), fc.nat(), fc.nat())
  .map(([change, line, other]) => (lines: readonly string[]): readonly string[] => {
    return lines.length === 0 ? lines : change(lines, line % lines.length, other % lines.length);
  });

const anySharing = fc
  .tuple(
    fc.constantFrom(...SHARED),
    fc.oneof(fc.constantFrom('0a0a0a0a-0000-4000-8000-000000000000', 'x'.repeat(2_000), '\ud800', '+275760-09-13T00:00:00Z', ''), fc.nat()),
  )
  .map(([field, value]) => (lines: readonly string[]): readonly string[] => {
    return lines.map((line) => (line.startsWith('{') ? setField(line, field, value) : line));
  });

const anyEdits = fc
  .tuple(fc.nat(), fc.array(anyEdit, { minLength: 1, maxLength: 4 }))
  .map(([line, edits]) => (lines: readonly string[]): readonly string[] => {
    return lines.length === 0 ? lines : lines.with(line % lines.length, editJson(lines[line % lines.length]!, edits));
  });

/** Whole lines of a transcript, or halves, in another order, some twice. Nothing in them was changed. */
export const anyOrder: fc.Arbitrary<readonly string[]> = fc
  .tuple(anyRecorded, fc.array(anyChange, { maxLength: 8 }))
  .map(([lines, steps]) => steps.reduce((changed, step) => step(changed), lines));

// Lines that somebody got at: out of order, twice, torn, with wrong values, names and dates.
const anyLines: fc.Arbitrary<readonly string[]> = fc
  .tuple(anyRecorded, anyRecorded, fc.boolean(), fc.array(fc.oneof(anyChange, anyEdits, anyEdits, anySharing), { maxLength: 8 }))
  .map(([lines, others, both, steps]) => steps.reduce((changed, step) => step(changed), both ? [...lines, ...others] : lines));

/** The bytes of such a file, of which some are broken. */
export const anyTranscript: fc.Arbitrary<Buffer> = fc
  .tuple(anyLines, fc.constantFrom('\n', '\n', '\r\n', '\n\n'), fc.boolean(), fc.array(anyDamage, { maxLength: 4 }))
  .map(([lines, end, ended, damages]) => damage(Buffer.from(lines.join(end) + (ended ? end : '')), damages));

/** The same file, told of sessions that nobody knows yet: `mark` is put into the names of all. */
export function renameSessions(bytes: Buffer, mark: string): Buffer {
  const text = bytes.toString('latin1');
  return Buffer.from(text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/g, `${mark}$1`), 'latin1');
}

function setField(line: string, field: string, value: unknown): string {
  try {
    return JSON.stringify({ ...JSON.parse(line), [field]: value });
  } catch {
    return line;
  }
}
