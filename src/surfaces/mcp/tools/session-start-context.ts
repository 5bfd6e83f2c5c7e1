import * as z from 'zod/mini';
import { brief } from '../../../app/recall/brief.ts';
import { findProject } from '../../../app/recall/find-project.ts';
import { HoldfastError } from '../../../model/error.ts';
import { defineTool, type Tool } from '../tool.ts';

/** `session_start_context`: the text a session starts with. */
export const sessionStartContextTool: Tool = defineTool({
  name: 'session_start_context',
  description: 'The text a session of this project starts with: the last session, what was decided or asked for, an index of earlier work.',
  readOnly: true,
  input: z.object({
    project: z.optional(z.string()).check(z.describe('A project by name. Default: the current one.')),
  }),
  async call(args, { ports, cwd, contextTokens }) {
    const project = await findProject(ports, cwd, args.project);
    if (project === undefined) throw new HoldfastError('usage', 'Name one project.');
    return (await brief(ports, { project, session: '', cwd, tokens: contextTokens }))?.text ?? '';
  },
});
