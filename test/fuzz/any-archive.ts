import * as fc from 'fast-check';
import { anyHostileText, anyHostileValue } from './any-junk.ts';
import { anyTranscript } from './any-transcript.ts';

/** A file of an archive. */
export interface ArchivedFile {
  /** Below the archive's folder; it ends in `.jsonl`. */
  readonly name: string;
  readonly bytes: Buffer;
}

const SESSION = '00000000-0000-4000-8000-00000000000';
const NAMES = [
  '.jsonl',
  `${SESSION}1.jsonl`,
  'agent-1.jsonl',
  `${SESSION}1/subagents/agent-1.jsonl`,
  '漢字 🧵.jsonl',
  '-rf.jsonl',
  '$(x) `y`.jsonl',
  'a\nb.jsonl',
];

const anyBytes = fc.oneof(
  { arbitrary: anyTranscript, weight: 4 },
  anyHostileText.map((text) => Buffer.from(text)),
  fc.array(anyHostileValue, { maxLength: 9 }).map((values) => Buffer.from(values.map((value) => JSON.stringify(value)).join('\n'))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  // The first lines of a compressed archive, of a database and of another agent's log.
  fc.constantFrom('1f8b0800', '504b0304', '53514c69746520666f726d6174203300').map((hex) => Buffer.from(hex.padEnd(2_000, '0'), 'hex')),
  fc.constant(Buffer.from('{"type":"session_meta","payload":{"id":"x"}}\n{"type":"response_item"}\n')),
);

/** A folder that somebody calls an archive of transcripts: broken ones, other files, nothing. */
export const anyArchive: fc.Arbitrary<readonly ArchivedFile[]> = fc.array(
  fc.tuple(fc.constantFrom(...NAMES), fc.nat(3), anyBytes).map(([name, copy, bytes]) => ({ name: `${copy}/${name}`, bytes })),
  { maxLength: 6 },
);
