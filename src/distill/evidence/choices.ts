import type { ToolCall } from '../../model/event.ts';
import { isAsker } from '../../model/source.ts';
import { textIn } from '../../model/text-in.ts';

/** What the user chose when the agent asked them. */
export interface Choice {
  readonly question: string;
  readonly answer: string;
}

const CHOICE = /"([^"]{3,300})"="([^"]{1,300})"/g;

/** Whether a call put a question to the user, and they answered. */
export function isQuestion({ tool, failed }: ToolCall): boolean {
  return isAsker(tool) && !failed;
}

/** The answers to a question. A question that is written like its own answer has none. */
export function choicesOf(call: ToolCall): readonly Choice[] {
  if (!isQuestion(call) || textIn(call.input).includes('"="')) return [];
  return [...call.output.slice(0, 5_000).matchAll(CHOICE)].map(([, question, answer]) => ({ question: question!, answer: answer! }));
}
