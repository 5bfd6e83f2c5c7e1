import type { HookAnswer } from '../../ports/agent.ts';

/** Two answers to one hook as one, the first before the second. */
export function joinAnswers(first: HookAnswer, second: HookAnswer): HookAnswer {
  const context = join([first.context, second.context], '\n\n');
  const notice = join([first.notice, second.notice], ' ');
  return { ...(context === '' ? {} : { context }), ...(notice === '' ? {} : { notice }) };
}

function join(texts: readonly (string | undefined)[], between: string): string {
  return texts.filter((text) => text !== undefined && text !== '').join(between);
}
