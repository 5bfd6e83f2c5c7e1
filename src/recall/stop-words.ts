/** English words that say nothing of what a text is about, folded. Includes what an apostrophe leaves of `don't` or `we'll`. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about after again all also am an and any are as at be because been before being between both but by can could did do
  does doing down during each few for from further had has have having he her here hers him his how i if in into is it
  its itself just let me more most my no nor not of off on once only or other our ours out over own please same she
  should so some such than that the their theirs them then there these they this those through to too under until up us
  very was we were what when where which while who whom why will with would you your yours
  aren couldn d didn doesn don hadn hasn haven isn ll m mustn re s shouldn t ve wasn weren won wouldn`.split(/\s+/),
);
