const INTENT =
  /^(?:(?:now|next|then|first|so|and|great|good|perfect|ok(?:ay)?)[,.!]?\s+)*(?:let me|let's|i'll|i will|i'm going to|i am going to|i need to|i should)\s+(?:(?:now|also|just|first|quickly|then|go ahead and|need to)\s+)*/i;
const EDIT =
  /^(?:add|update|modify|change|fix|implement|remove|delete|refactor|rename|move|extract|replace|create|introduce|write|rewrite|make|simplify|convert|switch|integrate|wire|split|merge|revert|set|clean up|improve|adjust|enhance|restructure|consolidate|migrate|drop|use|capture|silence|document|mark|pass|return|handle|ensure|allow|support|install|configure|bump|upgrade|guard|skip|suppress|increase|reduce|correct|apply|rebase|commit|push)\b/i;

/** What the assistant announced, as a headline: "Let me now add a constant." is "add a constant.". Empty: no announcement. */
export function intent(sentence: string): string {
  const match = INTENT.exec(sentence);
  return match === null ? '' : sentence.slice(match[0].length);
}

/** "add X": the headline of something to be changed. */
export const isEditing = (headline: string): boolean => EDIT.test(headline);
