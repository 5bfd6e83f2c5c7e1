const EPISTEMIC = /\bmust (?:have|be (?:a|an|the|some|something|because|that|due|missing|wrong))\b/i;
const RULES: readonly RegExp[] = [
  /\b(?:[\w-]+) must (?:not|never|always|only|stay|remain|work|run|support|keep|pass|fit|complete|finish|handle|be (?:able|compatible|possible|under|below|at (?:most|least)|within|idempotent|deterministic|offline|backwards?|[a-z]+(?:ed|able|ible)))\b/i,
  /\b(?:we|you|it|this|i) (?:can't|cannot|can not|may not|must not|mustn't|(?:are|is|am)(?: not|n't) allowed to) (?:use|add|change|break|depend|rely|ship|touch|modify|store|log|send|expose|require|install|upgrade|introduce|drop)\b/i,
  /\bno (?:new|external|third[- ]party|runtime|additional) (?:dependenc|packages?|librar)/i,
  /\b(?:hard|strict) (?:limit|requirement|constraint)\b|\bnon-negotiable\b|\bis a (?:hard |strict )?requirement\b/i,
  /\bkeep (?:it |this |the \w+ )?(?:backwards?[- ]compatib\w+|under \d|below \d|compatible with)\b/i,
  /\b(?:we|it|this|that) (?:still )?(?:have|has|need|needs) to (?:support|work (?:on|with|without|offline)|run (?:on|in|without|offline)|stay compatible|be (?:compatible|offline))\b/i,
];

/** How sure it is that a sentence of the user's sets a hard limit, 0 to 1; 0: it does not. */
export function constraintIn(sentence: string): number {
  if (/\?\s*$/.test(sentence) || EPISTEMIC.test(sentence)) return 0;
  return RULES.some((rule) => rule.test(sentence)) ? 0.8 : 0;
}
