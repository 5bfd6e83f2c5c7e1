import { HoldfastError } from '../../../model/error.ts';

/** How the numbers of a type lie in a little-endian buffer. */
export interface Numbers {
  /** Bytes a number. */
  readonly width: number;
  at(buffer: Buffer, offset: number): number;
}

/** How to read numbers of a type that the format names. Throws `embed_failed` for one that is not known. */
export function findNumbers(dtype: string): Numbers {
  const numbers = NUMBERS[dtype];
  if (numbers !== undefined) return numbers;
  const known = Object.keys(NUMBERS).join(', ');
  throw new HoldfastError('embed_failed', `The model's numbers are of the type ${dtype.slice(0, 20)}; Holdfast reads ${known}.`);
}

const NUMBERS: Readonly<Record<string, Numbers>> = {
  F64: { width: 8, at: (buffer, offset) => buffer.readDoubleLE(offset) },
  F32: { width: 4, at: (buffer, offset) => buffer.readFloatLE(offset) },
  F16: { width: 2, at: (buffer, offset) => fromHalf(buffer.readUInt16LE(offset)) },
  I8: { width: 1, at: (buffer, offset) => buffer.readInt8(offset) },
  I32: { width: 4, at: (buffer, offset) => buffer.readInt32LE(offset) },
  I64: { width: 8, at: (buffer, offset) => Number(buffer.readBigInt64LE(offset)) },
};

// IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. Node 22 has no Float16Array.
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 0) return sign * fraction * 2 ** -14;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction) * 2 ** (exponent - 15);
}
