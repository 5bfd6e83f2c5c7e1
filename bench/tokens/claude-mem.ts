/** What asking a model took: requests, and tokens as characters / 4. */
export interface Cost {
  readonly requests: number;
  readonly input: number;
  readonly output: number;
}

/**
 * Measured: 20 tool calls of 51.5 kB in all, in one turn, with its default provider; with an OpenAI-compatible one it is 315k. All that
 * it sends is counted, the conversation that it sends again each time too: a provider may charge less for what it has kept.
 */
export const CLAUDE_MEM_20: Cost = { requests: 22, input: 291_000, output: 4800 };

const FIRST = 1800;
const GROWTH = 1000;
const ANSWER = 240;

/**
 * What its measured growth gives for so many calls: one request to begin with, one a call, one to sum up, each with all that was said
 * before. For 20 it gives 271k, a little less than measured. No truncation was seen up to 20 calls; at 200 the conversation is about as
 * long as its model can read.
 */
export function extrapolateClaudeMem(calls: number): Cost {
  const requests = calls + 2;
  return { requests, input: requests * FIRST + (GROWTH * requests * (requests - 1)) / 2, output: requests * ANSWER };
}
