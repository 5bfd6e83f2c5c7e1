import * as z from 'zod/mini';
import { whyUnseen } from '../../../app/capture/admit.ts';
import { rememberForAgent } from '../../../app/recall/remember-for-agent.ts';
import { HoldfastError } from '../../../model/error.ts';
import { tellRemembered } from '../../tell-remembered.ts';
import { defineTool, type Tool } from '../tool.ts';

// In characters: more is a document, which belongs into a file.
const MAX_TEXT = 8000;
const MAX_TITLE = 200;

/** `remember`: a memory made by hand. */
export const rememberTool: Tool = defineTool({
  name: 'remember',
  description:
    'Store something for later sessions, when the user asks for it or a decision is worth keeping. One fact or rule per call, in full sentences.',
  readOnly: false,
  input: z.object({
    text: z.string().check(z.minLength(1), z.maxLength(MAX_TEXT), z.describe('What to remember.')),
    title: z.optional(z.string().check(z.maxLength(MAX_TITLE))).check(z.describe('One line. Default: the first line of the text.')),
    type: z.optional(z.string()).check(z.describe('decision, preference, constraint, runbook, tech_debt, discovery (default).')),
    project: z.optional(z.string()).check(z.describe('A project by name. Default: the current one.')),
    from_user: z
      .optional(z.boolean())
      .check(z.describe("True only where the text is whole sentences of the user's, as they wrote them; that is checked.")),
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
    return tellRemembered(await rememberForAgent(ports, cwd, note, args.project), note.fromUser);
  },
});
