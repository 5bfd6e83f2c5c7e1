import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { HoldfastError } from '../../../model/error.ts';
import type { ModelFile } from './manifest.ts';
import type { OfferedFile } from './offer.ts';

// For a stretch of the network that has died; a slow one may take its time.
const SILENCE_MS = 60_000;
// Where the host does not tell how long a file is.
const LARGEST = 4 * 1024 * 1024 * 1024;

/** One file to be downloaded. */
export interface Download {
  readonly url: string;
  /** Where it goes; not there yet. */
  readonly to: string;
  readonly file: OfferedFile;
  readonly signal: AbortSignal;
  /** Called with the number of bytes of each piece that arrived. */
  arrived(bytes: number): void;
}

/**
 * Downloads a file for its owner's eyes only and checks its length and checksum on the way. Rejects with `download_failed`; what was
 * written by then is left to whoever owns the folder.
 */
export async function downloadFile(download: Download): Promise<ModelFile> {
  const { url, file, signal } = download;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, silence.signal]) });
    const came = await receive(response, download, () => timer.refresh());
    if (file.bytes !== undefined && came.bytes !== file.bytes) throw failed(url, `ended after ${came.bytes} of ${file.bytes} bytes`);
    if (file.sha256 !== undefined && came.sha256 !== file.sha256)
      throw failed(url, `has the checksum ${came.sha256} and not ${file.sha256}`);
    return { path: file.path, ...came };
  } catch (error) {
    if (error instanceof HoldfastError) throw error;
    throw failed(url, signal.aborted ? 'was broken off' : silence.signal.aborted ? 'went silent' : describe(error), error);
  } finally {
    clearTimeout(timer);
  }
}

async function receive(response: Response, { url, to, file, arrived }: Download, heard: () => void): Promise<Omit<ModelFile, 'path'>> {
  if (!response.ok) throw failed(url, `answered with status ${response.status}`);
  if (url.startsWith('https:') && !response.url.startsWith('https:')) throw failed(url, 'redirects to an address that is not encrypted');
  const most = file.bytes ?? LARGEST;
  const hash = createHash('sha256');
  let bytes = 0;
  await using target = await open(to, 'wx', 0o600);
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    heard();
    bytes += piece.length;
    if (bytes > most) throw failed(url, `is longer than the ${most} bytes it should have`);
    hash.update(piece);
    await target.writeFile(piece);
    arrived(piece.length);
  }
  await target.sync();
  return { bytes, sha256: hash.digest('hex') };
}

function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return `failed: ${cause instanceof Error ? cause.message : String(cause)}`;
}

function failed(url: string, what: string, cause?: unknown): HoldfastError {
  return new HoldfastError('download_failed', `${url} ${what}. Nothing was kept.`, { cause });
}
