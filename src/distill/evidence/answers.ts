import type { Event } from '../../model/event.ts';
import { clip, quote } from '../text/clip.ts';
import { plain } from '../text/plain.ts';
import { choicesOf } from './choices.ts';
import { isRefused, withoutExitCode } from './commands.ts';
import { isUserRefusal } from './ending.ts';
import { isEdit, pathOf } from './files.ts';
import { planOf } from './prompt.ts';

/** What the user told the agent through a tool: a choice among offered answers, or why a call was refused. */
export interface Answer {
  readonly kind: 'choice' | 'refusal';
  /** The question, or what was refused. */
  readonly subject: string;
  /** Empty: they refused without a word. */
  readonly words: string;
  readonly event: string;
}

const REASON = /the user said:\s*/;
const MAX_ANSWERS = 6;

/** Reads the answers of a turn in order, paths relative to the root. They come by way of a tool, so they are facts, never rules. */
export function readAnswers(events: readonly Event[], root: string): readonly Answer[] {
  return events.flatMap((event) => [...choices(event), ...refusal(event, root)]).slice(-MAX_ANSWERS);
}

/** Whether the user refused an edit or a plan: what it would have been is known, and that it is not wanted. */
export function isProposal(event: Event): boolean {
  return isUserRefusal(event) && (isEdit(event.call) || planOf(event.call!) !== '');
}

function choices({ call, id }: Event): Answer[] {
  const chosen = call === undefined ? [] : choicesOf(call);
  return chosen.map(({ question, answer }) => ({ kind: 'choice', subject: plain(question), words: plain(answer), event: id }));
}

function refusal(event: Event, root: string): Answer[] {
  if (!isRefused(event)) return [];
  const output = event.call!.output;
  // What has an exit code was run: whatever it printed, the user did not say it.
  const said = withoutExitCode(output) === output ? REASON.exec(output) : null;
  const words = said === null ? '' : plain(output.slice(said.index + said[0].length, said.index + 600).split('\n\n')[0]!);
  if (words.length < 8 && !isUserRefusal(event)) return [];
  const command = event.call!.input['command'];
  const what = typeof command === 'string' ? clip(plain(command.slice(0, 200)), 80) : pathOf(event.call!, root);
  const plan = planOf(event.call!);
  const subject = plan === '' ? `${event.call!.tool} ${what}`.trim() : `the plan ${quote(plan, 80)}`;
  return [{ kind: 'refusal', subject, words: words.length < 8 ? '' : words, event: event.id }];
}
