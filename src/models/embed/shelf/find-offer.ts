import { HoldfastError } from '../../../model/error.ts';
import { readLimited } from '../read-limited.ts';
import { KNOWN_MODELS } from './known-models.ts';
import { checkName } from './folder.ts';
import { readRepository } from './read-repository.ts';
import type { Offer } from './offer.ts';

const LARGEST_DESCRIPTION = 4 * 1024 * 1024;
const DEADLINE_MS = 30_000;

/**
 * What is meant by a name, `owner/name` or the address of a repository on the host. A known model needs no network; for another the
 * host is asked what it holds. Rejects with `usage`, `not_found`, `unsupported` and `download_failed`.
 */
export async function findOffer(wanted: string, host: string, signal: AbortSignal): Promise<Offer> {
  const known = KNOWN_MODELS.find(({ name, repository }) => [name, repository, `${host}/${repository}`].includes(wanted));
  if (known !== undefined) return known;
  const repository = readName(wanted, host);
  const url = `${host}/api/models/${repository}?blobs=true`;
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]) }).catch((error: unknown) => {
    throw new HoldfastError('download_failed', `${host} cannot be reached.`, { cause: error });
  });
  const body = await readLimited(response, LARGEST_DESCRIPTION).catch(() => '');
  if (response.status === 401 || response.status === 404)
    throw new HoldfastError('not_found', `${host} has no repository ${repository}, or it is not public.`);
  if (!response.ok) throw new HoldfastError('download_failed', `${url} answered with status ${response.status}.`);
  return readRepository(repository, parse(body, url));
}

function readName(wanted: string, host: string): string {
  const path = wanted.startsWith(`${host}/`) ? wanted.slice(host.length + 1) : wanted;
  const [owner = '', name = '', ...rest] = path.replace(/\/(?:tree\/main\/?)?$/, '').split('/');
  if (name === '' || rest.length > 0) {
    const names = KNOWN_MODELS.map((model) => model.name).join(', ');
    throw new HoldfastError('usage', `There is no model ${wanted}. Known are ${names}; any other is named as owner/name, as on ${host}.`);
  }
  return `${checkName(owner)}/${checkName(name)}`;
}

function parse(text: string, url: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HoldfastError('download_failed', `${url} did not answer with JSON.`, { cause: error });
  }
}
