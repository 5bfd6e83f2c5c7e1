import * as z from 'zod/mini';
import { slotOf } from '../distill/ask/write-prompt.ts';
import { isRule } from '../model/rule.ts';
import type { Question, Rewording } from '../ports/distiller.ts';

const LONGEST = { title: 200, subtitle: 300, narrative: 4000, fact: 500, concept: 60 };
const MOST = { facts: 12, concepts: 8 };
// The one memory of a turn whose type says what kind of work it was, and nothing about whose words it holds.
const RETYPED = 'work';

const answerSchema = z.looseObject({ memories: z.array(z.unknown()) });
const memorySchema = z.looseObject({ slot: z.string() });

/**
 * Reads a model's answer, `{ memories: [{ slot, type?, title?, subtitle?, narrative?, facts?, concepts? }] }`, also from between
 * other words. Never trusts it: only words for memories that are there are taken, each within bounds, and only one of `types`
 * for the work of a turn; the rest is passed over. A list for each question; undefined: it is no such answer.
 */
export function parseAnswer(
  answer: string,
  questions: readonly Question[],
  types: readonly string[] = [],
): readonly (readonly Rewording[])[] | undefined {
  const memories = findMemories(answer);
  return (
    memories &&
    questions.map(({ drafts }, index) =>
      drafts.flatMap(({ slot }) => {
        const memory = memories.find((each) => each.slot === slotOf(index, questions.length)(slot));
        return memory === undefined ? [] : [readMemory(slot, memory, types)];
      }),
    )
  );
}

// Some put a sentence or a fence around it, whatever they were told.
function findMemories(answer: string): readonly z.infer<typeof memorySchema>[] | undefined {
  const parsed = answerSchema.safeParse(readJson(answer) ?? readJson(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1)));
  if (!parsed.success) return undefined;
  return parsed.data.memories.flatMap((memory) => {
    const read = memorySchema.safeParse(memory);
    return read.success ? [read.data] : [];
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readMemory(slot: string, memory: Readonly<Record<string, unknown>>, types: readonly string[]): Rewording {
  const type = types.find((one) => slot === RETYPED && one === memory['type'] && !isRule(one) && one !== 'session_summary');
  const title = readText(memory['title'], LONGEST.title);
  const subtitle = readText(memory['subtitle'], LONGEST.subtitle);
  const narrative = readText(memory['narrative'], LONGEST.narrative);
  const facts = readTexts(memory['facts'], LONGEST.fact, MOST.facts);
  const concepts = readTexts(memory['concepts'], LONGEST.concept, MOST.concepts);
  return {
    slot,
    ...(type === undefined ? {} : { type }),
    ...(title === undefined ? {} : { title: title.replaceAll(/\s+/g, ' ') }),
    ...(subtitle === undefined ? {} : { subtitle: subtitle.replaceAll(/\s+/g, ' ') }),
    ...(narrative === undefined ? {} : { narrative }),
    ...(facts === undefined ? {} : { facts }),
    ...(concepts === undefined ? {} : { concepts }),
  };
}

// Undefined for what is no text, says nothing, or is too long to have been meant.
function readText(value: unknown, longest: number): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > longest ? undefined : text;
}

function readTexts(value: unknown, longest: number, most: number): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.map((item) => readText(item, longest)).filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.slice(0, most);
}
