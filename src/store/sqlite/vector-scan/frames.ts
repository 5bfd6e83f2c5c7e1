import type { ScanMemory } from './program.ts';

const PAGE = 65_536;
const ALIGNMENT = 16;

/** A chunk as it was at a version. */
export interface ChunkVersion {
  readonly id: number;
  readonly version: number;
}

/** A chunk in the scan's memory: `length` bytes at the address `at`. */
export interface Frame {
  readonly at: number;
  readonly length: number;
}

/** Reads a chunk, whose bytes are the reader's to keep; undefined: it is gone. */
export type ReadChunk = (id: number) => (ChunkVersion & { readonly bytes: Uint8Array<ArrayBuffer> }) | undefined;

/** Chunks kept in the scan's memory. */
export interface Frames {
  /** Visits each chunk that is still there, read anew where it was not kept or has changed. A frame holds until the next visit. */
  visit(chunks: readonly ChunkVersion[], read: ReadChunk, visitor: (frame: Frame) => void): void;
}

/**
 * Keeps at most `most` chunks of at most `frameBytes` each, behind the first `start` bytes of the memory. Of more chunks than
 * that, as many as fit stay and the rest is read each time.
 */
export function openFrames(memory: ScanMemory, start: number, frameBytes: number, most: number): Frames {
  const size = align(frameBytes);
  const kept = new Map<number, Frame & ChunkVersion>();
  const fill = (at: number, { id, version, bytes }: NonNullable<ReturnType<ReadChunk>>): Frame & ChunkVersion => {
    const missing = at + size - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    new Uint8Array(memory.buffer).set(bytes, at);
    const frame = { id, version, at, length: bytes.length };
    // Given back at once: the collector does not know how much waits for it here, and lets it grow to as much again.
    bytes.buffer.transfer(0);
    kept.set(id, frame);
    return frame;
  };
  return {
    visit(chunks, read, visitor) {
      const visited = new Set(chunks.map(({ id }) => id));
      const idle = [...kept.values()].filter(({ id }) => !visited.has(id));
      let last: ChunkVersion | undefined;
      // A new address, else that of a chunk which is not visited, else that of the one that was read last.
      const findRoom = (): number => {
        if (kept.size < most) return align(start) + kept.size * size;
        const { id } = idle.pop() ?? last ?? [...kept.values()].at(-1)!;
        const { at } = kept.get(id)!;
        kept.delete(id);
        return at;
      };
      for (const wanted of chunks) {
        let frame = kept.get(wanted.id);
        if (frame?.version !== wanted.version) {
          const chunk = read(wanted.id);
          if (chunk === undefined) continue;
          frame = fill(frame?.at ?? findRoom(), chunk);
          last = frame;
        }
        visitor(frame);
      }
    },
  };
}

function align(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}
