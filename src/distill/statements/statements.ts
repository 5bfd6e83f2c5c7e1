import type { Said } from '../evidence/said.ts';
import type { Story } from '../evidence/story.ts';
import { contentWords, saysTheSame } from '../text/words.ts';
import { constraintIn } from './constraint.ts';
import { assistantDecisionIn, decisionIn } from './decision.ts';
import { preferenceIn } from './preference.ts';
import { reasonIn, sayable } from './statement.ts';
import type { Statement } from './statement.ts';
import { assistantTechDebtIn, techDebtIn } from './tech-debt.ts';

/** The kinds of statement that become a memory of their own. */
export type StatementKind = 'constraint' | 'preference' | 'decision' | 'tech_debt';

/** A statement, its kind, and whose words it is. */
export interface Laid extends Statement {
  readonly kind: StatementKind;
  readonly authority: 'user' | 'assistant';
}

const USER_KINDS: readonly (readonly [StatementKind, (sentence: string) => number])[] = [
  ['constraint', constraintIn],
  ['preference', preferenceIn],
  ['tech_debt', techDebtIn],
  ['decision', decisionIn],
];
const ASSISTANT_KINDS: readonly (readonly [StatementKind, (sentence: string) => number])[] = [
  ['decision', assistantDecisionIn],
  ['tech_debt', assistantTechDebtIn],
];
const MAX_PER_KIND = 3;

/**
 * What was laid down in a turn. Rules and limits come from the user's own sentences only; what a tool, a file or a
 * pasted block says never counts. The assistant's closing words may add decisions with a reason, and work put off,
 * where it does not repeat what it read.
 */
export function readStatements(story: Story): readonly Laid[] {
  const fromUser = story.request.wishes.flatMap((wish) => recognised(wish, USER_KINDS, 'user'));
  const closing = story.unfinished
    ? []
    : story.claims.filter((claim) => claim.age === 0 && claim.role === 'statement' && claim.kind !== 'heading' && !claim.recap);
  const fromAssistant = own(
    story,
    closing.flatMap((claim) => recognised(claim, ASSISTANT_KINDS, 'assistant')),
  );
  const kept: Laid[] = [];
  for (const laid of [...fromUser, ...fromAssistant]) {
    if (kept.filter(({ kind }) => kind === laid.kind).length >= MAX_PER_KIND || kept.some((other) => saysTheSame(other.text, laid.text)))
      continue;
    kept.push(laid);
  }
  return kept;
}

/** What the assistant read somewhere and says again lays nothing down. */
function own({ witness }: Story, laid: readonly Laid[]): readonly Laid[] {
  const sources = witness.quotedIn(laid.map(({ text }) => text));
  return laid.filter((_, index) => sources[index] === undefined);
}

function recognised(said: Said, kinds: typeof USER_KINDS, authority: Laid['authority']): Laid[] {
  const sentence = sayable(said);
  if (sentence === undefined || contentWords(sentence).size === 0) return [];
  for (const [kind, test] of kinds) {
    const confidence = test(sentence);
    if (confidence > 0) return [{ kind, authority, confidence, text: said.text, event: said.event, reason: reasonIn(sentence) }];
  }
  return [];
}
