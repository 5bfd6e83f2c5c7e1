import * as z from 'zod/mini';
import { whyUnseen } from '../../../app/capture/admit.ts';
import { rememberForAgent } from '../../../app/recall/remember-for-agent.ts';
import type { Memory } from '../../../model/memory.ts';
import { HoldfastError } from '../../../model/error.ts';
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
    from_user: z
      .optional(z.boolean())
      .check(z.describe("True only where the text is the user's own words, as they wrote them; that is checked.")),
  }),
  async call(args, { ports, cwd, session }) {
    const unseen = await whyUnseen(ports, cwd, session);
    if (unseen !== undefined)
      throw new HoldfastError('usage', `${unseen.text} Nothing was stored. The user may run: holdfast remember <text>`);
    const note = {
      text: args.text,
      fromUser: args.from_user === true,
      ...(args.title === undefined ? {} : { title: args.title }),
      ...(args.type === undefined ? {} : { type: args.type }),
    };
    return tell(await rememberForAgent(ports, cwd, note, args.project), note.fromUser);
  },
});

function tell({ number, authority, status }: Memory, fromUser: boolean): string {
  const doubt = fromUser && authority !== 'user' ? ' No recent prompt of the user says so, so it is not kept as their word.' : '';
  const waits = status === 'archived' ? ` It holds once the user accepts it, in a terminal: holdfast accept ${number}` : '';
  return `Remembered as #${number}.${doubt}${waits}`;
}
