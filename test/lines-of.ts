import type { Readable } from 'node:stream';

/** The lines of a stream, each ended by a newline and nothing else: `node:readline` takes U+2028 for an end as well. */
export async function* linesOf(stream: Readable): AsyncGenerator<string, void> {
  let held = '';
  for await (const chunk of stream.setEncoding('utf8') as AsyncIterable<string>) {
    const [first = '', ...others] = chunk.split('\n');
    held += first;
    for (const next of others) {
      yield held;
      held = next;
    }
  }
  if (held !== '') yield held;
}
