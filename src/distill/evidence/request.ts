import type { Event } from '../../model/event.ts';
import { isInterruption } from './ending.ts';
import { ownSentences, requestSentences } from './own-words.ts';
import { readPrompt } from './prompt.ts';
import type { Prompt } from './prompt.ts';
import type { Said } from './said.ts';

/** What the user asked for in a turn. */
export interface Request {
  /** The prompt that opened it; its kind is `noise` where the user asked for nothing. */
  readonly prompt: Prompt;
  /** The id of the event of that prompt, empty where there is none. */
  readonly event: string;
  /** What it asks, sentence by sentence, pasted blocks left out. */
  readonly sentences: readonly string[];
  /** The sentences the user certainly wrote, of all prompts of the turn. */
  readonly wishes: readonly Said[];
  readonly interrupted: boolean;
}

const NOTHING: Prompt = { kind: 'noise', text: '', plan: '' };

/** Reads the prompts of a turn: the one that opened it, those typed while it ran, and the mark of an interruption. */
export function readRequest(events: readonly Event[]): Request {
  const prompts = events
    .filter((event) => event.kind === 'prompt' && event.subagent === undefined)
    .map((event) => ({ event: event.id, prompt: readPrompt(event.text ?? '') }));
  const asked = prompts.filter(({ prompt }) => prompt.kind === 'request' || prompt.kind === 'plan');
  const [first] = asked;
  return {
    prompt: first?.prompt ?? NOTHING,
    event: first?.event ?? '',
    sentences: first === undefined ? [] : requestSentences(first.prompt.text),
    wishes: asked.flatMap(({ event, prompt }) =>
      prompt.kind === 'plan' ? [] : ownSentences(prompt.text).map((text) => ({ text, event })),
    ),
    interrupted: events.some(isInterruption),
  };
}
