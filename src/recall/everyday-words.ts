/**
 * English words of which prompts to a coding agent are full whatever they are about, folded. They find and rank as others do;
 * that a memory has them, too, is no reason to show it unasked.
 */
export const EVERYDAY_WORDS: ReadonlySet<string> = new Set(
  `actually add added adding adds again already also answer anything back better branch build call called can case cases
  change changed changes check checked checks code commit commits could create created currently difference different
  error errors example explain file files find first fix fixed fixes fixing found function get gets give happen happens
  help implement implemented instead issue issues just know last left let like line lines lint look looking made main
  make makes maybe move moved need needs new next no now ok old one option options plan please pr problem pull put
  question really remove removed rename request review right run running said same say says second see set should show
  showing shows something start started step steps still stop sure tell test testing tests thing things think third time
  today tried try two update updated updating us use used using want wants way work working works would write written
  yes`.split(/\s+/),
);
