import { contentWords } from './words.ts';

const SELF = "(?:(?:i|we)(?:'ve| have)? (?:also |now |just |successfully )?)?";
const DONE_VERBS =
  'added|removed|fixed|updated|changed|created|renamed|moved|implemented|refactored|replaced|extracted|improved|converted|introduced|deleted|dropped|switched|made|set|enabled|disabled|simplified|cleaned|' +
  'reverted|restored|merged|rebased|committed|pushed|installed|configured|migrated|upgraded|bumped|documented|wrote|rewrote|split|combined|consolidated|wired|exposed|integrated|ported|optimi[sz]ed|' +
  'reduced|increased|resolved|corrected|released|published|deployed|generated|tested|validated|verified|declared|captured|applied|adjusted|built|addressed|reworked|modified|extended|expanded|wrapped|persisted|guarded|marked|stopped|prevented|ensured|hardened';
const DONE = new RegExp(
  `^${SELF}(?:(?:${DONE_VERBS})\\b(?!\\s+[-–—]\\s)|[a-z]{3,}ed (?:the|a|an|all|both|it|its|to|from|new|unused|every|each)\\b)`,
  'i',
);
const SELF_START = /^(?:i|we)(?:'ve| have)? (?:also |now |just |successfully )?(?=(?:[a-z]{3,}ed|made|set|wrote|rewrote|split|built)\b)/i;
const WEAK = new Set(
  'explain case happen thing work check show tell question something chang code file part issu problem bug fix add updat test implement creat remov current say know think find done run first later right better good way time last next sense possibl full version example summary line text mean sure try help back linter lint error warn fail'.split(
    ' ',
  ),
);
const TAIL = /(?:\s(?:to|by|with|via|through|using|that|which|where|for|in|from)(?: (?:\w+ing|both|the following(?: \w+)?))?)?:$/;
const PASSIVE =
  /\b(?:is|are|has|have) (?:now been|now|been) |\bnow (?:shows?|uses?|returns?|sets?|handles?|works?|accepts?|supports?|includes?|has|have|take|only|also|correctly)\b|\bno longer\b|\bbecame\b|\bis now\b|\bare\b[^.:]{1,40}\bnow(?=[.:,]|$)|^you can now (?!complete|run|commit|push|try|test|continue|proceed|merge|start|go)\w+|^now,? (?:it|the \w+|\w+ \w+) (?:shows?|uses?|returns?|has|have|is|are|prints?|takes?|works?|reads?|writes?)\b/i;
const DEPENDENT =
  /^(?:this|that|these|those|it|it's|they|they're|he|she|there|there's|both (?:are|of)|all of|so|but|and|or|then|which|where|because|however|also|the (?:above|following|same|latter|former|other|first|second|third)|in (?:this|that|both|these)|for (?:this|that|these|both)|with (?:this|that|these)|without (?:this|that)|caused by|otherwise|instead|same|similarly|option [\da-e]\b|step \d)\b/i;
const TALK =
  /^(?:you're (?:absolutely |totally )?(?:right|correct|welcome)|you are (?:absolutely )?(?:right|correct)|(?:that's |that is )?(?:a )?(?:good|great|excellent|valid|fair) (?:question|point|catch|idea|thinking|call|news|feedback|progress)|perfect|great|excellent|exactly|got it|understood|sure|of course|thank|sorry|apologies|i see(?: the (?:issue|problem|inconsistency))?$|i understand$|found (?:it|the (?:issue|problem|bug|root cause))\W*$|i (?:found|see|noticed|have) (?:an?|the|some|one|a few) (?:issues?|problems?|bugs?|questions?)\W*$|interesting|ah\b|hmm|wait|here(?:'s| is| are)\b|now i (?:have|understand|see|can)|i now (?:have|understand)|i can (?:now )?see|let's|look(?:ing)? (?:at|good|great|here)|based on|as (?:you|requested|expected)|ready\b|done$|fixed$|committed$|that's (?:it|a)\b|in summary$|to (?:clarify|summari[sz]e|verify|test)|the (?:key|main) (?:changes?|points?|highlights?) (?:is|are)|(?:all|everything|the) (?:the )?(?:\w+ )?changes? (?:have|has|are|is)\b|(?:try|feel free|note)\b|i (?:think|believe) i\b|i was wrong\b|i(?:'d| would) be (?:happy|glad)\b)/i;
const CHECKS =
  /\b(?:all |the )?(?:\d+ )?(?:unit |integration |new |existing )*(?:tests?|lint(?:ing|er)?|builds?|checks?|ci)\b[^.]{0,30}\b(?:pass(?:es|ed|ing)?|clean|green|succe\w+|fine|0 issues)\b|^everything (?:pass|work|compil|build)|\bno (?:outstanding|remaining|more) (?:issues|errors)\b|\bready (?:to|for) (?:merge|commit|go|push|review|ship|test(?:ing)?|use)\b/i;
const CAUSE =
  /(?:\b|(?=, so ))(?:root cause|the (?:real |actual |main |key |likely |underlying )?(?:issue|problem|bug|cause|reason|culprit|difference|catch) (?:is|was)|caused by|turns out|because|which means|due to|that's why|this (?:means|happens|fails|breaks)|results? in|leads? to|, so (?:no|the|it|this|nothing))\b/i;
const UNNAMED = /^\w+(?: down)? (?:the|this|that|these|those|it|both|all|two|three)(?: [a-z][a-z-]*){0,9}[.:!]?$/;
const IDENTIFIER = /[a-z\d][A-Z][a-z]|\w_\w|\w\.(?:[a-z]{1,4})\b|--[a-z]{2}|\w\(\)|\/\w+\/|`/;

/** "Added X", "I've renamed Y": something was done. */
export const saysDone = (text: string): boolean => DONE.test(text);

/** "I've added X" is "added X". */
export const impersonal = (text: string): string => text.replace(SELF_START, '');

/** A sentence without the " by setting:" or colon that announces a list. */
export const withoutTail = (text: string): string => text.replace(TAIL, '');

/** How many words of a text tell it from other texts. */
export function specificity(text: string): number {
  let count = 0;
  for (const word of contentWords(text)) if (!WEAK.has(word)) count += 1;
  return count;
}

/** "X is now Y", "X no longer Z": what holds since. */
export const saysChanged = (text: string): boolean => PASSIVE.test(text);

/** The sentence leans on the one before it and cannot stand alone. */
export const isDependent = (text: string): boolean => DEPENDENT.test(text);

/** Talk that says nothing: praise, agreement, "here is". */
export const isTalk = (text: string): boolean => TALK.test(text);

/** "Added the note": whoever was not there cannot tell which. */
export const namesNothing = (text: string): boolean => specificity(text) <= 2 && !namesCode(text) && UNNAMED.test(text);

/** A sentence on tests or lint passing: true, but not what was done. */
export const isCheckReport = (text: string): boolean => CHECKS.test(text);

/** States why something is as it is. */
export const statesCause = (text: string): boolean => CAUSE.test(text);

/** Names something in the code: an identifier, a file, an option. */
export const namesCode = (text: string): boolean => IDENTIFIER.test(text);
