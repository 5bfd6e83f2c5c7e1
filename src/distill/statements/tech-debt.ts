const LATER =
  '(?:for now|for later|until later|later|for the moment|in (?:a|another|the next) (?:follow-?up|separate|later|future|different)? ?(?:pr|commit|change|ticket|issue|step)?|as (?:a )?(?:follow-?up|tech(?:nical)? debt|todo)|out of scope|after the release)';
const USER: readonly RegExp[] = [
  new RegExp(`\\b(?:leave|skip|defer|postpone|park|punt|ignore)\\b.{0,80}\\b${LATER}\\b`, 'i'),
  /\b(?:we(?:'ll| will| can| should)|i(?:'ll| will)|let's) (?:fix|do|handle|address|revisit|clean|refactor|come back|tackle|look at)\b.{0,80}\b(?:later|in (?:a|another|the next) (?:follow-?up|separate|later|future)? ?(?:pr|commit|ticket|issue)|some other time|after the release)\b/i,
  /\b(?:is|as|add|note|record) (?:a |this as |it as )?tech(?:nical)? debt\b/i,
];
const ASSISTANT: readonly RegExp[] = [
  new RegExp(
    `\\b(?:left|deferred|skipped|postponed|did not (?:fix|address|touch)|didn't (?:fix|address|touch)|not (?:fixed|addressed|implemented))\\b.{0,100}\\b${LATER}\\b`,
    'i',
  ),
  /\b(?:known limitation|tech(?:nical)? debt|temporary workaround)\b/i,
];

/** How sure it is that a sentence of the user's puts work off, 0 to 1; 0: it does not. */
export function techDebtIn(sentence: string): number {
  return !/\?\s*$/.test(sentence) && USER.some((pattern) => pattern.test(sentence)) ? 0.7 : 0;
}

/** The same for a sentence of the assistant's. */
export function assistantTechDebtIn(sentence: string): number {
  return ASSISTANT.some((pattern) => pattern.test(sentence)) ? 0.5 : 0;
}
