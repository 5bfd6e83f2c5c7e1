import type { MemoryDraft } from '../../model/memory.ts';
import { type Quoted, quotedOf } from '../../model/quoted.ts';
import { isRule } from '../../model/rule.ts';
import { isForeign, weakest } from '../../model/source.ts';
import { sentences } from '../text/sentences.ts';
import type { Witness } from './witness.ts';

/** What of a draft is looked at, and changed. */
type Attributed = Omit<MemoryDraft, 'slot'>;

/**
 * A draft that tells whose words are in it: `content.quoted` holds what it quotes, sentence by sentence, and its authority is no
 * better than the words of its title, subtitle and narrative. The text itself stays as it is.
 */
export function attribute<Draft extends Attributed>(draft: Draft, witness: Witness): Draft {
  const told = [draft.title, draft.subtitle, ...sentences(draft.narrative)];
  const texts = [...told, ...draft.facts, ...textsIn(draft.content)];
  const sources = witness.quotedTogether(texts);
  const { quoted: _, ...content } = draft.content;
  const quoted = new Map<string, Quoted>();
  for (const [index, text] of texts.entries()) {
    const source = sources[index];
    if (source !== undefined) quoted.set(text, { text, source });
  }
  if (quoted.size === 0) return 'quoted' in draft.content ? { ...draft, content } : draft;
  const authority = weakest([draft.authority, ...sources.slice(0, told.length).flatMap((source) => source ?? [])]);
  // What was read somewhere is known, not followed.
  const waits = isForeign(authority) && isRule(draft.type) ? { status: 'archived' as const } : {};
  return { ...draft, ...waits, authority, content: { ...content, quoted: [...quoted.values()] } };
}

/** What a draft quotes, as voices: what is made of it quotes the same. */
export function voicesIn(memories: readonly Pick<MemoryDraft, 'content'>[]): readonly Quoted[] {
  return memories.flatMap(quotedOf);
}

/** The sentences of the fields that are told of a memory by themselves: the summary, errors with their remedy, and what commands said. */
function textsIn({ summary, errors, commands }: MemoryDraft['content']): readonly string[] {
  return [summary, errors, commands].flatMap(stringsIn).flatMap((text) => sentences(text));
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
