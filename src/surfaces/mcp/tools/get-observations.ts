import * as z from 'zod/mini';
import { tellMemories } from '../../../app/recall/answers.ts';
import { toKeys } from '../arguments.ts';
import { defineTool, type Tool } from '../tool.ts';

const MOST = 50;

/** `get_observations`: memories in full. */
export const getObservationsTool: Tool = defineTool({
  name: 'get_observations',
  description:
    'The full text of memories by their numbers or ids: what was done, facts, commands with outcome, files. Ask for several at once.',
  readOnly: true,
  input: z.object({
    ids: z
      .union([z.array(z.union([z.number(), z.string()])), z.number(), z.string()])
      .check(z.describe('Numbers or ids from search, timeline or the session context.')),
  }),
  async call(args, { ports }) {
    return tellMemories(await ports.store.memories(toKeys(args.ids).slice(0, MOST)));
  },
});
