import type { Readable } from 'node:stream';

/** All of a stream as text; undefined when it is longer than `limit` bytes: the rest is read and dropped. */
export async function readStdin(stream: Readable, limit: number): Promise<string | undefined> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else chunks = [];
  }
  return length > limit ? undefined : Buffer.concat(chunks).toString('utf8');
}
