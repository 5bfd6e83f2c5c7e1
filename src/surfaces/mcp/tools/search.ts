import * as z from 'zod/mini';
import { tellHits } from '../../../app/recall/answers.ts';
import { findProject } from '../../../app/recall/find-project.ts';
import { search } from '../../../app/recall/search.ts';
import { defineTool, type Tool } from '../tool.ts';
import { parseDate, splitList } from '../arguments.ts';

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
        z.describe('Types, comma-separated: bugfix, feature, refactor, change, discovery, decision, preference, session_summary, ...'),
      ),
    obs_type: z.optional(z.string()).check(z.describe('The same as type.')),
    file: z.optional(z.string()).check(z.describe('Part of the path of a file it is about.')),
    dateStart: z.optional(z.string()).check(z.describe('From this day on, YYYY-MM-DD.')),
    dateEnd: z.optional(z.string()).check(z.describe('Up to and including this day, YYYY-MM-DD.')),
    orderBy: z.optional(z.string()).check(z.describe('relevance (default), date_desc or date_asc.')),
  }),
  async call(args, { ports, cwd }) {
    const project = await findProject(ports, cwd, args.project);
    const from = parseDate(args.dateStart, 'start');
    const to = parseDate(args.dateEnd, 'end');
    const types = splitList(args.type ?? args.obs_type);
    const hits = await search(ports, {
      text: args.query ?? '',
      limit: Math.max(1, Math.min(100, Math.trunc(args.limit ?? 20) || 20)),
      offset: Math.max(0, Math.trunc(args.offset ?? 0) || 0),
      order: toOrder(args.orderBy),
      ...(project === undefined ? {} : { project: project.id }),
      ...(types === undefined ? {} : { types }),
      ...(args.file ? { file: args.file } : {}),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    return tellHits(hits);
  },
});

function toOrder(orderBy: string | undefined): 'relevance' | 'newest' | 'oldest' {
  if (orderBy === 'date_desc') return 'newest';
  return orderBy === 'date_asc' ? 'oldest' : 'relevance';
}
