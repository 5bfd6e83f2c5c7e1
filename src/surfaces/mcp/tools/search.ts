import * as z from 'zod/mini';
import { tellHits, tellSessions } from '../../../app/recall/answers.ts';
import { findProject } from '../../../app/recall/find-project.ts';
import { searchSessions } from '../../../app/recall/search-sessions.ts';
import { search } from '../../../app/recall/search.ts';
import { HoldfastError } from '../../../model/error.ts';
import type { Query } from '../../../model/query.ts';
import { parseSpan } from '../../parse-span.ts';
import { defineTool, type Tool } from '../tool.ts';
import { splitList } from '../arguments.ts';

// More than there are memories.
const MOST_SKIPPED = 1_000_000_000;

/** `search`: an index of what matches. */
export const searchTool: Tool = defineTool({
  name: 'search',
  description:
    'Search the memory of earlier sessions. Returns an index (number, date, type, title); read the ones that matter with get_observations. Words, "exact phrases", paths, identifiers and error codes all work. Without a query: the latest.',
  readOnly: true,
  input: z.object({
    query: z.optional(z.string()).check(z.describe('What to look for.')),
    limit: z.optional(z.coerce.number()).check(z.describe('At most this many, default 20.')),
    offset: z.optional(z.coerce.number()).check(z.describe('Skip this many.')),
    project: z.optional(z.string()).check(z.describe('A project by name, "*" for all. Default: the current one.')),
    type: z
      .optional(z.string())
      .check(
        z.describe(
          'Types, comma-separated: bugfix, feature, refactor, change, discovery, decision, preference, session_summary, ... Or "sessions": whole sessions.',
        ),
      ),
    obs_type: z.optional(z.string()).check(z.describe('The same as type.')),
    file: z.optional(z.string()).check(z.describe('Part of the path of a file it is about.')),
    dateStart: z.optional(z.string()).check(z.describe('From this day on, YYYY-MM-DD.')),
    dateEnd: z.optional(z.string()).check(z.describe('Up to and including this day, YYYY-MM-DD.')),
    orderBy: z.optional(z.string()).check(z.describe('relevance (default), date_desc or date_asc.')),
  }),
  async call(args, { ports, cwd }) {
    const project = await findProject(ports, cwd, args.project);
    const query = {
      text: args.query ?? '',
      limit: Math.max(1, Math.min(100, Math.trunc(args.limit ?? 20) || 20)),
      offset: Math.max(0, Math.min(MOST_SKIPPED, Math.trunc(args.offset ?? 0) || 0)),
      order: toOrder(args.orderBy),
      ...(project === undefined ? {} : { project: project.id }),
      ...parseSpan(args.dateStart, args.dateEnd),
    };
    const { kind, types } = readType(args.type, args.obs_type);
    const filter = { ...(types === undefined ? {} : { types }), ...(args.file ? { file: args.file } : {}) };
    // Of one project, everybody knows which.
    const names = project === undefined ? await ports.store.projectNames() : undefined;
    if (kind === 'observations') return tellHits(await search(ports, { ...query, ...filter }), names);
    if (Object.keys(filter).length > 0)
      throw new HoldfastError('usage', 'Sessions are not told apart by type or file. Put what you look for into the query.');
    const hits = await searchSessions(ports, query);
    return introduce(kind, hits) + tellSessions(hits, names);
  },
});

type Kind = 'observations' | 'sessions' | 'prompts';

// A session is found by all that was said in it, so who asks for prompts gets an answer.
function introduce(kind: Kind, hits: readonly unknown[]): string {
  return kind === 'prompts' && hits.length > 0 ? 'Prompts are not told one by one. Sessions in which it was said or done:\n' : '';
}

// By these, claude-mem's tool of this name tells records apart, and `obs_type` holds the types.
function readType(type: string | undefined, types: string | undefined): { readonly kind: Kind; readonly types: Query['types'] } {
  const kind = type?.trim();
  if (kind === 'observations' || kind === 'sessions' || kind === 'prompts') return { kind, types: splitList(types) };
  return { kind: 'observations', types: splitList(type ?? types) };
}

function toOrder(orderBy: string | undefined): Query['order'] {
  if (orderBy === 'date_desc') return 'newest';
  return orderBy === 'date_asc' ? 'oldest' : 'relevance';
}
