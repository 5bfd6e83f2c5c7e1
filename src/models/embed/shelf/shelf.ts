import { chmodSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HoldfastError } from '../../../model/error.ts';
import { downloadFile } from './download-file.ts';
import { findOffer } from './find-offer.ts';
import { checkName, shelfFolder } from './folder.ts';
import { MANIFEST, type Manifest, type ModelFile, readManifest } from './manifest.ts';
import type { Offer } from './offer.ts';

/** Told while a model is downloaded: how many bytes have arrived, of all of them. */
export type Arrived = (bytes: number) => void;

/** The models that were downloaded to this machine. Only `find` and `add` use the network, and nothing calls them but the user's command. */
export interface Shelf {
  /** What would be downloaded. Rejects with `usage`, `not_found`, `unsupported`, `download_failed`, and `usage` where it is here already. */
  find(wanted: string, signal: AbortSignal): Promise<Offer>;
  /** Downloads what was found: all of it, or nothing. Rejects with `download_failed`, and `store_unavailable` where the shelf is a link. */
  add(offer: Offer, signal: AbortSignal, arrived: Arrived): Promise<Manifest>;
  list(): Promise<readonly Manifest[]>;
  /** Rejects with `not_found`. */
  remove(name: string): Promise<void>;
}

// What a killed download has left is removed by the next one, once no download can still be at it.
const UNFINISHED = '.unfinished-';
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** The shelf in the folder of a memory. `host` is where unknown models come from, without a slash at its end. */
export function openShelf(home: string, host: string): Shelf {
  const shelf = shelfFolder(home);
  return {
    async find(wanted, signal) {
      const offer = await findOffer(wanted, host, signal);
      if (statSync(join(shelf, offer.name), { throwIfNoEntry: false }) === undefined) return offer;
      throw new HoldfastError('usage', `${offer.name} is here already. To get it anew: holdfast model remove ${offer.name}`);
    },
    async add(offer, signal, arrived) {
      makeShelf(shelf);
      await sweep(shelf);
      const unfinished = await mkdtemp(join(shelf, UNFINISHED));
      try {
        const manifest = await download(offer, { host, into: unfinished, signal, arrived });
        await rename(unfinished, join(shelf, offer.name)).catch((error: unknown) => {
          throw new HoldfastError('download_failed', `${offer.name} could not be put in its place.`, { cause: error });
        });
        return manifest;
      } finally {
        await rm(unfinished, { recursive: true, force: true });
      }
    },
    async list() {
      const names = await readdir(shelf).catch(() => []);
      return names
        .filter((name) => !name.startsWith('.'))
        .toSorted()
        .map((name) => readManifest(join(shelf, name)))
        .filter((manifest) => manifest !== undefined);
    },
    async remove(name) {
      const folder = join(shelf, checkName(name));
      if (readManifest(folder) === undefined) throw new HoldfastError('not_found', `There is no model ${name}. See: holdfast model list`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// For its owner alone, also where it was there before.
function makeShelf(shelf: string): void {
  if (lstatSync(shelf, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const sentence = `${shelf} is a symbolic link, which Holdfast does not follow. Remove it; embedderModel may be the path of a model elsewhere.`;
    throw new HoldfastError('store_unavailable', sentence);
  }
  mkdirSync(shelf, { recursive: true, mode: 0o700 });
  chmodSync(shelf, 0o700);
}

interface Target {
  readonly host: string;
  readonly into: string;
  readonly signal: AbortSignal;
  readonly arrived: Arrived;
}

async function download({ files: wanted, revision, ...offer }: Offer, { host, into, signal, arrived }: Target): Promise<Manifest> {
  const files: ModelFile[] = [];
  let total = 0;
  for (const file of wanted) {
    const to = join(into, file.path);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const url = `${host}/${offer.repository}/resolve/${revision}/${file.path}`;
    files.push(await downloadFile({ url, to, file, signal, arrived: (bytes) => arrived((total += bytes)) }));
  }
  const { name, kind, licence, pinned, repository } = offer;
  const manifest: Manifest = { name, kind, source: `${host}/${repository}/tree/${revision}`, licence, pinned, files };
  await writeFile(join(into, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return manifest;
}

async function sweep(shelf: string): Promise<void> {
  for (const name of await readdir(shelf)) {
    const folder = join(shelf, name);
    const found = name.startsWith(UNFINISHED) ? await stat(folder).catch(() => undefined) : undefined;
    if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(folder, { recursive: true, force: true });
  }
}
