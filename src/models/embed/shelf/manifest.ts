import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asList, asRecord } from '../../record.ts';

/** The file that a download leaves beside the model's own. */
export const MANIFEST = 'holdfast-model.json';

/** A file of a model: where it lies in its folder, how long it is and what it says. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** What was downloaded, and from where. */
export interface Manifest {
  readonly name: string;
  /** What reads it: the setting `embedder`. */
  readonly kind: 'model2vec' | 'transformer';
  readonly source: string;
  readonly licence: string;
  /** Whether the checksums were known before the download, or were those of what came. */
  readonly pinned: boolean;
  readonly files: readonly ModelFile[];
}

/** The manifest in a model's folder; undefined where there is none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    const value = asRecord(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')));
    const files = asList(value['files']).map(asRecord);
    if (typeof value['name'] !== 'string' || files.length === 0 || !files.every(isFile)) return undefined;
    return value as unknown as Manifest;
  } catch {
    return undefined;
  }
}

/** The same for the same files, wherever and whenever they were downloaded; twelve hexadecimal digits. */
export function findRevision({ files }: Manifest): string {
  const lines = files.map(({ path, sha256 }) => `${sha256} ${path}\n`).toSorted();
  return createHash('sha256').update(lines.join('')).digest('hex').slice(0, 12);
}

function isFile({ path, bytes, sha256 }: Readonly<Record<string, unknown>>): boolean {
  return typeof path === 'string' && typeof bytes === 'number' && typeof sha256 === 'string';
}
