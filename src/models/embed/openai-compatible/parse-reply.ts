import { HoldfastError } from '../../../model/error.ts';
import { asList, asRecord } from '../../record.ts';

/** The vectors in a reply of the form `{"data": [{"index": 0, "embedding": [...]}]}`, in the order of the texts. Throws `embed_failed` for anything else. */
export function parseReply(text: string, count: number): readonly Float32Array[] {
  const entries = asList(asRecord(parse(text))['data']).map(asRecord);
  if (entries.length !== count) throw malformed(`${entries.length} vectors for ${count} texts`);
  const vectors: (Float32Array | undefined)[] = Array.from({ length: count });
  for (const [place, { index = place, embedding }] of entries.entries()) {
    const numbers = asList(embedding);
    if (numbers.length === 0 || !numbers.every((number) => typeof number === 'number' && Number.isFinite(number))) {
      throw malformed('a vector that is no list of numbers');
    }
    if (!(Number(index) in vectors) || vectors[Number(index)] !== undefined) throw malformed('two vectors of the same text');
    vectors[Number(index)] = Float32Array.from(numbers as readonly number[]);
  }
  return vectors as readonly Float32Array[];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('what is no JSON');
  }
}

function malformed(what: string): HoldfastError {
  return new HoldfastError('embed_failed', `The embedding server answered with ${what}.`);
}
