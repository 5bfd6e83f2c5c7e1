import * as z from 'zod/mini';
import { forget } from '../../../app/recall/forget.ts';
import { toKeys } from '../arguments.ts';
import { defineTool, type Tool } from '../tool.ts';

/** `forget`: memories wiped for good. */
export const forgetTool: Tool = defineTool({
  name: 'forget',
  description: 'Wipe memories for good, with the recorded events they rest on. Only when the user asks for it.',
  readOnly: false,
  input: z.object({
    ids: z.union([z.array(z.union([z.number(), z.string()])), z.number(), z.string()]).check(z.describe('Numbers or ids of the memories.')),
  }),
  async call(args, { ports }) {
    const wiped = await forget(ports, toKeys(args.ids));
    return `Forgotten: ${wiped.map((memory) => `#${memory.number}`).join(', ')}.`;
  },
});
