import type { MemoryDraft } from '../model/memory.ts';
import type { Rewording } from '../ports/distiller.ts';

const LONGEST = { title: 200, subtitle: 300, narrative: 4000, fact: 500, concept: 60 };
const MOST = { facts: 12, concepts: 8 };

/**
 * Reads a model's answer, `{ memories: [{ slot, title?, subtitle?, narrative?, facts?, concepts? }] }`. Never trusts it: only
 * words for memories that are there are taken, each within bounds; the rest is passed over. Undefined: it is no such answer.
 */
export function parseRewordings(answer: string, drafts: readonly MemoryDraft[]): readonly Rewording[] | undefined {
  const memories = parseMemories(answer);
  const slots = new Set(drafts.map(({ slot }) => slot));
  return memories?.flatMap((memory) => (slots.has(String(memory['slot'])) ? [readMemory(memory)] : []));
}

/** Drafts with the words of a model where it had better ones. */
export function reword(drafts: readonly MemoryDraft[], rewordings: readonly Rewording[]): readonly MemoryDraft[] {
  const bySlot = new Map(rewordings.map((rewording) => [rewording.slot, rewording]));
  return drafts.map((draft) => ({ ...draft, ...bySlot.get(draft.slot) }));
}

function parseMemories(answer: string): readonly Record<string, unknown>[] | undefined {
  try {
    const value = JSON.parse(answer) as { memories?: unknown } | null;
    return Array.isArray(value?.memories) ? value.memories.filter((memory) => typeof memory === 'object' && memory !== null) : undefined;
  } catch {
    return undefined;
  }
}

function readMemory(memory: Readonly<Record<string, unknown>>): Rewording {
  const title = readText(memory['title'], LONGEST.title);
  const subtitle = readText(memory['subtitle'], LONGEST.subtitle);
  const narrative = readText(memory['narrative'], LONGEST.narrative);
  const facts = readTexts(memory['facts'], LONGEST.fact, MOST.facts);
  const concepts = readTexts(memory['concepts'], LONGEST.concept, MOST.concepts);
  return {
    slot: String(memory['slot']),
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
