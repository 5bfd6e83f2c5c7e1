import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Seen, startServer, type TestServer } from './embedding-server.ts';

/** A repository as its host has it: each file by its path, and whether the host keeps it by its checksum. */
export interface Repository {
  readonly files: Readonly<Record<string, { readonly content: string | Buffer; readonly large?: boolean }>>;
  readonly tags?: readonly string[];
  readonly licence?: string;
}

/** The commit of every repository here. */
export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** Starts a host of models that speaks like Hugging Face's. `spoil` may answer instead, by returning true. */
export function startModelHost(
  repositories: Readonly<Record<string, Repository>>,
  spoil: (seen: Seen, response: ServerResponse) => boolean = () => false,
): Promise<TestServer> {
  return startServer((seen, response) => {
    if (spoil(seen, response)) return;
    const [, name = '', api] = /^\/(?:api\/models\/)?([\w.-]+\/[\w.-]+)(\?blobs=true)?/.exec(seen.path) ?? [];
    const repository = repositories[name];
    const [, path = ''] = /\/resolve\/[0-9a-f]{40}\/(.*)$/.exec(seen.path) ?? [];
    const file = repository?.files[path];
    if (repository !== undefined && api !== undefined) response.end(JSON.stringify(describe(repository)));
    else if (file !== undefined) response.end(file.content);
    else response.writeHead(404).end();
  });
}

function describe({ files, tags = [], licence }: Repository): object {
  return {
    sha: COMMIT,
    tags,
    cardData: licence === undefined ? {} : { license: licence },
    siblings: Object.entries(files).map(([rfilename, { content, large = false }]) => ({
      rfilename,
      size: Buffer.from(content).length,
      ...(large ? { lfs: { sha256: createHash('sha256').update(content).digest('hex'), size: Buffer.from(content).length } } : {}),
    })),
  };
}
