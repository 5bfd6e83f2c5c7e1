import * as z from 'zod/mini';
import { remember } from '../../../app/recall/remember.ts';
import { defineTool, type Tool } from '../tool.ts';

/** `remember`: a memory made by hand. */
export const rememberTool: Tool = defineTool({
  name: 'remember',
  description:
    'Store something for later sessions, when the user asks for it or a decision is worth keeping. One fact or rule per call, in full sentences.',
  readOnly: false,
  input: z.object({
    text: z.string().check(z.minLength(1), z.describe('What to remember.')),
    title: z.optional(z.string()).check(z.describe('One line. Default: the first line of the text.')),
    type: z.optional(z.string()).check(z.describe('decision, preference, constraint, runbook, tech_debt, discovery (default), ...')),
    project: z.optional(z.string()).check(z.describe('A project by name. Default: the current one.')),
    from_user: z.optional(z.boolean()).check(z.describe("True only where the text is the user's own words.")),
  }),
  async call(args, { ports, cwd }) {
    const note = {
      text: args.text,
      authority: args.from_user === true ? ('user' as const) : ('assistant' as const),
      ...(args.title === undefined ? {} : { title: args.title }),
      ...(args.type === undefined ? {} : { type: args.type }),
    };
    const memory = await remember(ports, cwd, note, args.project);
    return `Remembered as #${memory.number}.`;
  },
});
