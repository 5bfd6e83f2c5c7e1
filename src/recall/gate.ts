/** Raw scores of a memory for a prompt. */
export interface PromptScores {
  /** Of its own words. */
  readonly own: number;
  /** Of what was said and done in its turn. */
  readonly turn: number;
  /** Of its session as a whole. */
  readonly session: number;
}

/** What scores are measured by. */
export interface Measure {
  /** How many memories there are. */
  readonly memories: number;
  /** How many words of the prompt are looked for. */
  readonly words: number;
}

// Chosen on real prompts with labelled memories: see docs/recall.md.
const ENOUGH = 4;
const OWN = 3;

/**
 * Whether a memory is about what a prompt is about, so that it is worth being said unasked. Silent when unsure: also where nobody
 * knows yet which words are rare.
 */
export function speaks(scores: PromptScores, measure: Measure): boolean {
  return couldSpeak(scores, measure) && sumScores(scores) >= ENOUGH * Math.sqrt(measure.words) * scale(measure);
}

/** Whether the words of a memory itself are enough to look further. */
export function couldSpeak({ own }: Pick<PromptScores, 'own'>, measure: Pick<Measure, 'memories'>): boolean {
  return own >= OWN * scale(measure);
}

/** All that speaks for a memory. */
export function sumScores({ own, turn, session }: PromptScores): number {
  return own + turn + session;
}

// What the rarest word weighs. That more words find more by chance is what their square root is for.
function scale({ memories }: Pick<Measure, 'memories'>): number {
  return Math.log(memories + 2);
}
