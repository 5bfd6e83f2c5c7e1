import type { Readable } from 'node:stream';

/** Collects a stream as UTF-8 text up to `maxBytes`; calls `overflow` when more comes, and drops it. */
export function collect(stream: Readable, maxBytes: number, overflow: () => void): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
    else overflow();
  });
  return () => Buffer.concat(chunks).toString('utf8');
}

/** Keeps the last `bytes` of a stream. */
export function collectTail(stream: Readable, bytes: number): () => string {
  let tail = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-bytes);
  });
  return () => tail.toString('utf8');
}
