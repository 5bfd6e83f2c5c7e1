import * as z from 'zod/mini';
import { tellTimeline } from '../../../app/recall/answers.ts';
import { findProject } from '../../../app/recall/find-project.ts';
import { timeline } from '../../../app/recall/timeline.ts';
import { defineTool, type Tool } from '../tool.ts';

/** `timeline`: what happened before and after. */
export const timelineTool: Tool = defineTool({
  name: 'timeline',
  description: 'What happened before and after a memory (anchor), or around the best match of a query, oldest first.',
  readOnly: true,
  input: z.object({
    anchor: z.optional(z.union([z.number(), z.string()])).check(z.describe('A number or id from search.')),
    query: z.optional(z.string()).check(z.describe('Instead of an anchor: what to look for.')),
    depth_before: z.optional(z.coerce.number()).check(z.describe('How many before, default 5.')),
    depth_after: z.optional(z.coerce.number()).check(z.describe('How many after, default 5.')),
    project: z.optional(z.string()).check(z.describe('A project by name, "*" for all. Default: the current one.')),
  }),
  async call(args, { ports, cwd }) {
    const project = await findProject(ports, cwd, args.project);
    const found = await timeline(ports, {
      ...(args.anchor === undefined ? {} : { anchor: String(args.anchor) }),
      ...(args.query === undefined ? {} : { query: args.query }),
      ...(project === undefined ? {} : { project: project.id }),
      before: toDepth(args.depth_before),
      after: toDepth(args.depth_after),
    });
    return tellTimeline(found.anchor, found.memories);
  },
});

function toDepth(depth: number | undefined): number {
  return depth === undefined || Number.isNaN(depth) ? 5 : Math.max(0, Math.min(50, Math.trunc(depth)));
}
