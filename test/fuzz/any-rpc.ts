import * as fc from 'fast-check';
import { anyDamage, damage } from './any-bytes.ts';
import { anyHook } from './any-hook.ts';
import { anyHostileText, anyHostileValue } from './any-junk.ts';
import { anyToolCall } from './any-query.ts';

const METHODS = [
  'ping',
  'tools/list',
  'tools/call',
  'initialize',
  'notifications/initialized',
  'resources/list',
  'toString',
  '__proto__',
  '',
];

const anyId = fc.oneof(
  { arbitrary: fc.nat(9), weight: 3 },
  fc.constantFrom('', 'a', 'é漢🧵', '\ud800', 'x'.repeat(10_000), '__proto__', 'holdfast-1'),
  fc.constantFrom(0, -1, 1.5, 2 ** 53, 1e308, 5e-324),
  fc.constantFrom(null, true, [], [1], {}, { toString: 1 }),
);

const anyParams = fc.oneof(
  anyHostileValue,
  anyHook.map((fields) => ({ name: 'capture', arguments: fields })),
  anyToolCall,
  fc.record({ name: anyHostileValue, arguments: anyHostileValue }),
  fc.record({ protocolVersion: anyHostileValue, capabilities: anyHostileValue, clientInfo: anyHostileValue }),
);

const anyMessage = fc.record(
  {
    jsonrpc: fc.constantFrom<unknown>('2.0', '2.0', '1.0', 2, null),
    id: anyId,
    method: fc.oneof({ arbitrary: fc.constantFrom<unknown>(...METHODS), weight: 5 }, { arbitrary: anyHostileValue, weight: 1 }),
    params: anyParams,
    result: anyHostileValue,
    error: fc.oneof(anyHostileValue, fc.record({ code: anyHostileValue, message: anyHostileValue })),
  },
  { requiredKeys: ['jsonrpc'] },
);

/** What the other side may answer where we asked it. */
export const anyAnswer: fc.Arbitrary<Buffer> = fc
  .record(
    { id: fc.constant('holdfast-1'), result: anyHostileValue, error: fc.record({ code: anyHostileValue, message: anyHostileValue }) },
    { requiredKeys: ['id'] },
  )
  .map((answer) => Buffer.from(`${JSON.stringify(answer)}\n`));

const anyFrame = fc.oneof(
  { arbitrary: anyMessage.map((message) => Buffer.from(JSON.stringify(message))), weight: 6 },
  fc.array(anyMessage, { maxLength: 3 }).map((batch) => Buffer.from(JSON.stringify(batch))),
  fc
    .tuple(anyMessage, fc.array(anyDamage, { minLength: 1, maxLength: 3 }))
    .map(([message, damages]) => damage(Buffer.from(JSON.stringify(message)), damages)),
  // Numbers that no program can write.
  fc
    .constantFrom('1e999', '-1e999', '123456789012345678901234567890', '-0')
    .map((id) => Buffer.from(`{"jsonrpc":"2.0","id":${id},"method":"ping"}`)),
  fc
    .constantFrom(
      '{"id":1,"id":2,"method":"ping"}',
      '['.repeat(20_000),
      '{"jsonrpc":"2.0","id":1,"method":"ping","params":'.padEnd(200_000, '['),
    )
    .map((text) => Buffer.from(text)),
  anyHostileText.map((text) => Buffer.from(text)),
);

/** What may come over the pipe: messages, right and wrong, and no messages, one after another, each with an end. */
export const anyFrames: fc.Arbitrary<Buffer> = fc
  .array(fc.tuple(anyFrame, fc.constantFrom('\n', '\n', '\r\n', '\n\n \n')), { minLength: 1, maxLength: 12 })
  .map((frames) => Buffer.concat(frames.flatMap(([frame, end]) => [frame, Buffer.from(end)])));

/** Bytes in pieces, cut without regard to lines or characters. */
export function cutUp(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const bounds = [...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return bounds.map((to, at) => bytes.subarray(bounds[at - 1] ?? 0, to));
}

/** The ids that are to be answered, each once, as text; null where what came was no message. */
export function expectedIds(bytes: Buffer): readonly string[] {
  const lines = bytes.toString('utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').flatMap((line) => expectedId(line));
}

function expectedId(line: string): readonly string[] {
  const message = parse(line);
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return ['null'];
  const { id, method } = message as Record<string, unknown>;
  // What JSON cannot write is no id.
  if (typeof id === 'number' && !Number.isFinite(id)) return ['null'];
  if (typeof method !== 'string') return [];
  return typeof id === 'string' || typeof id === 'number' ? [JSON.stringify(id)] : [];
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
