const REQUEST =
  /\b(?:this|these|those)\b(?! (?:repo|repository|project|week|month|year)\b)|\bthat(?=[.,!?]|$| (?:down|up|in|to|into|too|as well)\b)|^(?:[^\s,]+ ){0,4}(?:it|it's|them|they)\b|\b(?:again|above|the same|the rest)\b|\bwhat(?:'s| is) left\b|\b(?:option|number|step|point|phase) [\da-e]\b/i;
const STATEMENT =
  /^(?:yes|no|so)\b,? |\b(?:exactly|just) (?:this|that)\b|^(?:both the|now,? it|for option|i can now|looking at)\b|\b(?:the|this|that|these|those|both) (?:issues?|problems?|bugs?|changes?|fix|scenario|case|section|doc(?:ument)?|files|following(?: \w+)?)$/i;
const HEDGED =
  /\bor something\b|\bif (?:it's|possible|you (?:can|like))\b|\bany ideas\b|\bthe new (?:functionality|feature|code|behaviou?r)\b/i;

/** A request that can be understood only by who read what came before: "write that down", "do option 3 again". */
export const leansOnBefore = (request: string): boolean => REQUEST.test(request);

/** A sentence of the assistant's that names nothing by itself: "Yes, we just fixed that issue". */
export const pointsBack = (statement: string): boolean => STATEMENT.test(statement.replace(/[.:!?]+$/, ''));

/** A request that leaves open what it is for: "add tracing or something". */
export const isHedged = (request: string): boolean => HEDGED.test(request);
