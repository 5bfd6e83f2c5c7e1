import type { Claim } from '../evidence/claims.ts';
import type { Story } from '../evidence/story.ts';
import { distinct } from '../text/distinct.ts';
import { isDependent } from '../text/phrases.ts';

const HEADING =
  /\b(?:next steps?|remaining (?:work|tasks?|issues?|steps?|items?)|to ?do|follow[- ]?ups?|open (?:questions?|issues?|items?)|known (?:issues|limitations)|not (?:yet )?(?:done|covered)|left (?:open|to do)|future)\b/i;
const OPEN =
  /\b(?:still (?:needs?|fails?)\b|remains? (?:to|open|unresolved)|not yet|left to do|todo\b|follow-?up|next step|you(?:'ll| will) (?:need|have) to|needs? (?:manual|a follow)|out of scope)/i;
const OFFER = /^(?:would you like|do you want|want me|should i|shall i|which (?:one|approach|option|direction)|let me know)\b/i;

/** What the closing message leaves open: announced next steps, and the question it ends with. */
export function openItems({ claims }: Story, limit: number): readonly Claim[] {
  const closing = claims.filter(({ age, kind, text }) => age === 0 && kind !== 'heading' && text.length >= 12 && text.length <= 240);
  const listed = closing.filter((claim) => claim.role === 'statement' && isLeftOpen(claim));
  const asked = closing.filter(({ role, text }) => role === 'question' && OFFER.test(text)).slice(-1);
  return distinct([...listed, ...asked], ({ text }) => text, limit);
}

function isLeftOpen({ heading, text }: Claim): boolean {
  return HEADING.test(heading) || (OPEN.test(text) && !isDependent(text));
}
