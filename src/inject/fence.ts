// Tags by which the agent, or we, tell the model what a text is. In recalled text they are somebody's words.
const MARKERS =
  /<(\/?\s{0,4}(?:holdfast-memory|system-reminder|system|task-notification|command-[a-z]{1,20}|local-command-[a-z]{1,20}|persisted-output|function_calls|antml:[a-z_]{1,30})\b[^<>]{0,200})>/gi;
// Direction overrides and isolates, and characters without width, by which a text can show otherwise than it reads.
const INVISIBLE = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
// Joiners shape letters of some scripts and emoji; anywhere else they only hide.
const IDLE_JOINER = /(?<![\p{L}\p{M}\p{Extended_Pictographic}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])|(?<=[\p{Script=Latin}\d])[\u200c\u200d]/gu;
const CONTROL = /[^\P{Cc}\n\t]/gu;

/**
 * Makes recalled text inert before it is put before a model: no control, direction or invisible characters, and no tags
 * that could end our fence or pose as the agent's own; those stay readable, as `‹system-reminder›`.
 */
export function fence(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(CONTROL, '').replaceAll(INVISIBLE, '').replaceAll(IDLE_JOINER, '').replaceAll(MARKERS, '‹$1›');
}

/** The same, on one line. */
export function fenceLine(text: string): string {
  return fence(text.replaceAll(/\s+/g, ' ')).replaceAll(/\s+/g, ' ').trim();
}
