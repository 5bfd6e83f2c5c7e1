// What others are held to: nobody below the assistant lays that down.
const RULES: ReadonlySet<string> = new Set(['preference', 'constraint', 'decision', 'runbook']);
// Of these, not even the assistant lays down one that the user did not say or accept.
const OF_THE_USER: ReadonlySet<string> = new Set(['preference', 'constraint']);

/** Whether memories of this type are followed rather than known: a preference, a constraint, a decision, a runbook. */
export function isRule(type: string): boolean {
  return RULES.has(type);
}

/** Whether only the user's own words make a memory of this type active. */
export function isOfUser(type: string): boolean {
  return OF_THE_USER.has(type);
}
