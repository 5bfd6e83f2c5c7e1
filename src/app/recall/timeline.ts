import { HoldfastError } from '../../model/error.ts';
import type { Memory } from '../../model/memory.ts';
import type { RecallPorts } from './find-matches.ts';
import { search } from './search.ts';

/** Where to look: around a memory (number or id), or around the best match of a query. */
export interface TimelineRequest {
  readonly anchor?: string;
  readonly query?: string;
  /** Project id; absent: every project. */
  readonly project?: string;
  readonly before: number;
  readonly after: number;
}

/** What happened before and after: memories of one project, oldest first, the anchor among them. Throws `not_found`. */
export async function timeline(
  ports: RecallPorts,
  request: TimelineRequest,
): Promise<{ readonly anchor: Memory; readonly memories: readonly Memory[] }> {
  const anchor = await findAnchor(ports, request);
  if (anchor === undefined) throw new HoldfastError('not_found', 'Nothing matches. Try other words, or search without a project.');
  return { anchor, memories: await ports.store.around(anchor, request.before, request.after) };
}

async function findAnchor(ports: RecallPorts, { anchor, query, project }: TimelineRequest): Promise<Memory | undefined> {
  if (anchor !== undefined && anchor !== '') return (await ports.store.memories([anchor]))[0];
  const order = query === undefined || query === '' ? 'newest' : 'relevance';
  const hits = await search(ports, { text: query ?? '', limit: 1, offset: 0, order, ...(project === undefined ? {} : { project }) });
  return hits[0]?.memory;
}
