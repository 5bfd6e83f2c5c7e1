import type { ModelPrompt } from '../../src/ports/language-model.ts';

interface Asked {
  readonly turns: readonly { readonly memories: readonly { readonly slot: string }[] }[];
}

const LENGTHS = { title: 70, subtitle: 90, narrative: 450, fact: 110 };
const FACTS = 5;
const SENTENCE = 'The retry in src/queue/worker.ts ran before the lease was renewed, so two workers wrote the same row. ';

/** An answer as good models give it: all fields of each memory it was asked about, some 330 tokens for each. */
export function answerAtLength({ text }: ModelPrompt): string {
  const { turns } = JSON.parse(text) as Asked;
  const memories = turns.flatMap((turn) =>
    turn.memories.map(({ slot }) => ({
      slot,
      title: words(LENGTHS.title),
      subtitle: words(LENGTHS.subtitle),
      narrative: words(LENGTHS.narrative),
      facts: Array.from({ length: FACTS }, () => words(LENGTHS.fact)),
      concepts: ['problem-solution', 'what-changed', 'gotcha'],
    })),
  );
  return JSON.stringify({ memories });
}

function words(length: number): string {
  return SENTENCE.repeat(Math.ceil(length / SENTENCE.length))
    .slice(0, length)
    .trim();
}
