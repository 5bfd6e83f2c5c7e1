import * as z from 'zod/mini';
import { tellEvidence } from '../../../app/recall/answers.ts';
import { readEvidence } from '../../../app/recall/read-evidence.ts';
import { HoldfastError } from '../../../model/error.ts';
import { toKeys } from '../arguments.ts';
import { defineTool, type Tool } from '../tool.ts';

const MOST = 20;
const TOKENS = { least: 300, usual: 2000, most: 10_000 } as const;

/** `get_evidence`: what memories rest on, word for word. */
export const getEvidenceTool: Tool = defineTool({
  name: 'get_evidence',
  description:
    'The verbatim prompts, answers, tool calls and outputs that memories rest on. After get_observations, where exact wording or output matters. Long texts lose their middle, marked.',
  readOnly: true,
  input: z.object({
    ids: z
      .union([z.array(z.union([z.number(), z.string()])), z.number(), z.string()])
      .check(z.describe('Numbers or ids of memories, one or few.')),
    max_tokens: z.optional(z.coerce.number()).check(z.describe('At most this long, 300 to 10000, default 2000.')),
  }),
  async call(args, { ports }) {
    const keys = toKeys(args.ids);
    if (keys.length > MOST) throw new HoldfastError('usage', `That is ${keys.length} memories. Ask for at most ${MOST} at once.`);
    return tellEvidence(await readEvidence(ports, keys), toBudget(args.max_tokens));
  },
});

function toBudget(tokens: number | undefined): number {
  return Math.max(TOKENS.least, Math.min(TOKENS.most, Math.trunc(tokens ?? TOKENS.usual)));
}
