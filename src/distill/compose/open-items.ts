import type { Claim } from '../evidence/claims.ts';
import type { Story } from '../evidence/story.ts';
import { distinct } from '../text/distinct.ts';
import { isDependent } from '../text/phrases.ts';

const HEADING =
  /\b(?:next steps?|remaining (?:work|tasks?|issues?|steps?|items?)|to ?do|follow[- ]?ups?|open (?:questions?|issues?|items?)|known (?:issues|limitations)|not (?:yet )?(?:done|covered)|left (?:open|to do)|future)\b/i;
const LABEL =
  /^(?:(?:still )?(?:not (?:yet )?done|open|missing|to ?do|remaining|remains|next steps?|follow[- ]?ups?|left (?:open|to do|for later))(?: yet| now)?)\s*:\s*/i;
const OPEN =
  /^(?:i|we) (?:have not|haven't|did not|didn't) (?!find|see|change|need|touch|break)\w+|\bleft for (?:later|another|a (?:later|follow))|^(?:the )?remaining\b|\b(?:still (?:needs?|fails?|open|missing|to do)\b|remains? (?:to|open|unresolved)|not yet|left to do|todo\b|follow-?up|next step|you(?:'ll| will) (?:need|have) to|needs? (?:manual|a follow)|out of scope)/i;
const OFFER = /^(?:would you like|do you want|want me|should i|shall i|which (?:one|approach|option|direction)|let me know)\b/i;

/** What the closing message leaves open: announced next steps, and the question it ends with. */
export function openItems({ claims }: Story, limit: number): readonly Claim[] {
  const closing = claims.filter(({ age, kind, text }) => age === 0 && kind !== 'heading' && text.length >= 12 && text.length <= 240);
  const announced = announcedItems(claims.filter(({ age }) => age === 0));
  const listed = closing
    .filter((claim) => claim.role !== 'question' && (announced.has(claim) || isLeftOpen(claim)) && !isBareLabel(claim))
    .map((claim) => ({ ...claim, text: claim.text.replace(LABEL, '') }));
  const asked = closing.filter(({ role, text }) => role === 'question' && OFFER.test(text)).slice(-1);
  return distinct([...listed, ...asked], ({ text }) => text, limit);
}

/** The list items that follow a line such as "Next steps:". */
function announcedItems(closing: readonly Claim[]): ReadonlySet<Claim> {
  const found = new Set<Claim>();
  let open = false;
  for (const claim of closing) {
    if (claim.kind !== 'item') open = claim.text.endsWith(':') && HEADING.test(claim.text);
    else if (open) found.add(claim);
  }
  return found;
}

function isBareLabel({ kind, text }: Claim): boolean {
  return kind !== 'item' && text.endsWith(':');
}

function isLeftOpen({ heading, role, text }: Claim): boolean {
  if (HEADING.test(heading) && role === 'statement') return true;
  return LABEL.test(text) || (role === 'statement' && OPEN.test(text) && !isDependent(text));
}
