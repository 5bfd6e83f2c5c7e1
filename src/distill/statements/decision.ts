import { specificity } from '../text/phrases.ts';

const DECIDED = /^(?:i|we)(?:'ve| have)? (?:decided|agreed|settled)\b|^decision:\s|^the decision (?:is|was)\b/i;
const CHOICE =
  /^(?:let's|lets|let us|we(?:'ll| will)|i(?:'ll| will)|go with|stick (?:with|to))\s*(?:go with|use|keep|stick|switch|make|rename|remove|drop|replace|store|put|start|set|move|do|have|call|not)?\b/i;
const ALTERNATIVE = /\b(?:instead of|rather than|and not|over|in favou?r of|not the|but not)\b/i;
const BECAUSE = /\b(?:because|since|so that|so (?:we|it|the|users?|you)|to avoid|otherwise|that way|given that)\b/i;
const TOLD = /\b(?:i|we) (?:chose|decided|opted|went with|picked|settled on)\b/i;

/** How sure it is that a sentence of the user's takes a decision that can be understood alone, 0 to 1; 0: it does not. */
export function decisionIn(sentence: string): number {
  if (/\?\s*$/.test(sentence)) return 0;
  if (specificity(sentence) < 2) return 0;
  if (DECIDED.test(sentence)) return 0.85;
  return CHOICE.test(sentence) && (ALTERNATIVE.test(sentence) || BECAUSE.test(sentence)) ? 0.75 : 0;
}

/** The same for a sentence of the assistant's, which has to give its reason. */
export function assistantDecisionIn(sentence: string): number {
  return TOLD.test(sentence) && (BECAUSE.test(sentence) || ALTERNATIVE.test(sentence)) ? 0.5 : 0;
}
