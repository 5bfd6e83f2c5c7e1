import { PRIVATE_MARK } from '../../model/private-mark.ts';

/** Whether a prompt is one of the plugin's commands that turn the memory of the session on or off. */
export function turns(words: string): 'on' | 'off' | undefined {
  const name = /^\/holdfast:(on|off)(?:\s|$)/.exec(words)?.[1];
  return name === 'on' || name === 'off' ? name : undefined;
}

/** Whether a prompt is the plugin's command that wipes memories. */
export function forgets(words: string): boolean {
  return FORGET.test(words);
}

/** The words of a prompt without what is to be forgotten. */
export function withoutForgotten(words: string): string {
  return forgets(words) && /\s/.test(words) ? `/holdfast:forget ${PRIVATE_MARK}` : words;
}

const FORGET = /^\/holdfast:forget(?:\s|$)/;
