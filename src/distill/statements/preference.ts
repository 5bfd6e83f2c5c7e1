const QUESTION = /\?\s*$/;
const POLITE = /^(?:can|could|would|will) you (?:please )?(?:always|never|from now on)\b/i;
const PAST =
  '(?!mind\\b|(?:been|had|has|was|were|is|are|did|does|saw|seen|got|gets?|happens?|worked|works|comes?|goes|fails?|shows?|returns?|said|says|came|ran|know|knew|sure|the|a|an|in|on|at|there)\\b|\\w+(?:ed|ies)\\b)';
const STRONG: readonly RegExp[] = [
  new RegExp(
    `^(?:please |you should |you must |we should |we must |make sure (?:to |that you |you )|be sure to |can you |could you )*(?:please )?(?:always|never) ${PAST}[a-z]+`,
    'i',
  ),
  new RegExp(`\\b(?:you|we|i) (?:should|must|need to|have to|want (?:you )?to|would like (?:you )?to) (?:always|never) ${PAST}[a-z]+`, 'i'),
  /\b(?:we|i) (?:always|never) (?:use|want|do|put|write|commit|push|run|prefer|need|name|keep|add|mock|import|throw|return|test|squash|rebase|merge|ship|deploy|format|log|store|call)\b/i,
  /^(?:from now on|from here on|going forward|in (?:the )?future|for future \w+)\b[, ].*\b(?:use|do|don't|always|never|should|want|make|write|run|add|keep|prefer|put|ask|commit|name|call|avoid|stop|please|let's|we)\b/i,
  /\b(?:use|do|don't|run|add|keep|write|put|ask|name|call|avoid|make|commit)\b.*\b(?:from now on|going forward|from here on)\b/i,
  /^whenever you\b.*,/i,
  /^(?:every|each) time you\b.*,/i,
];
const USUAL: readonly RegExp[] = [
  /^(?:i(?:'d)? (?:really |generally |strongly |usually )?)?prefer (?!(?:that|it|this|option|the (?:first|second|latter|former|last))\b)\S.* (?:over|to|rather than|instead of|when|for|in (?:this|our|all)|not to)\b/i,
  /^in (?:this|our) (?:repo(?:sitory)?|project|code ?base|team)\b[, ]+(?:we |please |you should )?(?:always |never )?(?:use|prefer|don't|do not|avoid|write|want|follow|keep|put)\b/i,
  /\b(?:we|i) (?:only |don't |do not )?(?:use|write|follow|allow|commit|do|want|mock) .*\b(?:here|in (?:this|our) (?:repo(?:sitory)?|project|code ?base|team)|everywhere|throughout|across the \w+|by convention|wherever (?:we|you|possible)\b.*|whenever possible)[.!]?$/i,
  /\b(?:our|the) (?:convention|rule|policy|standard) (?:here |for \S+ )?is\b/i,
  /\bwe should (?:be )?(?:us(?:e|ing)|prefer|avoid) .*\b(?:wherever|whenever|everywhere|in general|consistently)\b/i,
  /^when (?:you|we|writing|committing|creating|adding|running)\b.*\b(?:always|never|make sure|don't|do not)\b/i,
  /^(?:please )?stop (?!working|failing|crashing|responding)[a-z]+ing\b/i,
  /\bi (?:don't|do not|never) want (?:you )?to\b.*\b(?:again|ever|unless|without|anymore|any more)\b/i,
];
const HABITS =
  'use|commit|push|mock|add|write|create|run|import|install|mention|include|put|ask|guess|assume|delete|rename|touch|edit|force|merge|rebase|amend|squash|generate|log|print|name|call|hardcode|hard-code|skip';
const PROHIBITION = new RegExp(
  `^(?:please )?(?:don't|do not|dont) (?:ever )?(?:${HABITS})\\b (?!(?:but|and|or|yet|now|here|then|just)\\b)`,
  'i',
);
const GENERAL =
  /\b(?:ever|again|unless|without|in (?:this|our) (?:repo(?:sitory)?|project|code ?base)|anymore|any more|directly|by yourself|on your own|at all)\b/i;
const LOCAL = /\b(?:here|yet|just|anything|it|this|these|those|first|now|for the moment|both|them|any of)\b|\bthat(?=[.,!]|$)/i;

/** How sure it is that a sentence of the user's lays down a habit, 0 to 1; 0: it does not. */
export function preferenceIn(sentence: string): number {
  if (QUESTION.test(sentence) && !POLITE.test(sentence)) return 0;
  if (STRONG.some((pattern) => pattern.test(sentence))) return 0.9;
  if (USUAL.some((pattern) => pattern.test(sentence))) return 0.75;
  if (!PROHIBITION.test(sentence)) return 0;
  if (GENERAL.test(sentence)) return 0.8;
  return LOCAL.test(sentence) ? 0 : 0.6;
}
