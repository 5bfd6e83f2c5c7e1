import type { Claim } from '../evidence/claims.ts';
import { impersonal, isCheckReport, isTalk, statesCause, withoutTail } from '../text/phrases.ts';
import { width } from '../text/width.ts';

/** A claim with the code it announces, without "I've" and a colon that announces nothing. */
export function inFull({ text, code }: Claim): string {
  const bare = impersonal(text);
  const said = bare === text ? text : bare.charAt(0).toUpperCase() + bare.slice(1);
  return code === '' ? withoutTail(said) : `${said} ${code}`;
}

/** Whether a claim is a whole statement that may stand in a memory: no talk, no heading for something left out. */
export function isTelling(claim: Claim): boolean {
  const { role, kind, text, label, before } = claim;
  if (role !== 'statement' || before || kind === 'code' || isTalk(text) || isCheckReport(text)) return false;
  return width(text) >= (label === '' ? 25 : 15) && text.length <= 260 && !announcesNothing(claim);
}

function announcesNothing({ text, code, label }: Claim): boolean {
  return text.endsWith(':') && code === '' && label === '' && !statesCause(text);
}
