const OPENINGS =
  /^(?:(?:yes|yeah|yep|no|nope|thanks|thank you|hey|hi|hello|instead|q|question|follow[- ]?up|claude)[,.:;!-]+\s+|(?:ok(?:ay)?|hmm+|hm|oh|ah|well|so|and|but|also|now|then|great|perfect|nice|cool|right|sure|sorry|alright|actually|first|next|finally|one (?:last |more )?(?:thing|modification|question)|quick (?:thing|question|follow[- ]?up(?: question)?)(?: first)?|please|pls|just|maybe|again)\b[,.:;!-]*\s+)/i;
const ASKING =
  /^(?:(?:can|could|would|will) (?:you|we)(?: (?:please|check,|double check,|also|maybe|now|just|quickly|again|once more|perhaps|completely))*\s+|(?:i(?:'d| would) (?:like|love|want)|i want|i need|we need|you need)(?: (?:you|us))?(?: (?:also|now|just))? to\s+|(?:we|you) should\s+|let(?:'s|s| us|me)\s+(?:also |now |just |maybe |try to )?|(?:please|pls)\s+|(?:tell|explain|show)(?: (?:me|us|to me))?(?: again)?,? (?=(?:how|what|why|where|when|which)\b)|help me (?:to )?(?:understand )?(?=\w)|go ahead and\s+|i(?:'d| would) suggest (?:(?:that )?(?:we|you) |to )|how about (?:we )?|i think (?:we|you) should |try to\s+|do you (?:mind|think (?:you|we) (?:can|could))\s+)/i;
const ULTRATHINK = /\b(?:ultrathink|think (?:really )?hard(?:er)?)\b[,.]?\s*/gi;
const AUXILIARY = /^(?:be|have|not|only|never|been)\b/i;
const QUESTION_WORD = /^(?:is|are|was|were|do|does|did|has|have|isn't|aren't|don't|what|why|how|when|where|who|which|should)\b/i;

/** What the user asked for, as a headline: greetings and "can you please" taken off, the rest untouched. */
export function headline(request: string): string {
  const start = request.replace(ULTRATHINK, '').trim();
  let rest = start;
  let wished = false;
  for (let i = 0; i < 6; i += 1) {
    const opened = rest.replace(OPENINGS, '');
    const asked = opened.replace(ASKING, '');
    const shorter = AUXILIARY.test(asked) ? opened : asked;
    if (shorter === rest) break;
    wished ||= shorter !== opened;
    rest = shorter;
  }
  return wished && !QUESTION_WORD.test(rest) ? rest.replace(/\s*\?+$/, '') : rest;
}

/** Whether a request is put as a wish ("can you …", "let's …", "I want to …"). */
export function isWish(request: string): boolean {
  const opened = request.replace(OPENINGS, '').replace(OPENINGS, '');
  return ASKING.test(opened);
}
