import type { Query } from '../model/query.ts';
import type { TermQuery } from './term-query.ts';

/** Whose words a passage of the record is, or that it is what a tool was told to do and what came of it. */
export type PassageRole = 'user' | 'assistant' | 'tool';

/** A passage of the record: one event's words. */
export interface Passage {
  /** The event's place in the journal. */
  readonly seq: number;
  /** Session id. */
  readonly session: string;
  readonly role: PassageRole;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A passage that matched. */
export interface PassageMatch extends Passage {
  /** Raw score of its own words, higher is better. */
  readonly score: number;
}

/** What was said just before and after a passage, nearest first, at most two each way; places in the journal. */
export interface Neighbours {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Where in the record to look. */
export type RecordScope = Pick<Query, 'project' | 'from' | 'to'>;

/** The word-by-word index of everything that was said and done. */
export interface RecordIndex {
  /** Takes at most `limit` further events into the index, then sessions that are quiet. Returns how many; 0: it is up to date. */
  indexRecord(limit: number, at: number): Promise<number>;
  /** Passages that match, best first. */
  matchPassages(terms: TermQuery, scope: RecordScope, limit: number): Promise<readonly PassageMatch[]>;
  /** The neighbours of passages, by their places in the journal. */
  neighbours(passages: readonly Passage[]): Promise<ReadonlyMap<number, Neighbours>>;
  /** Raw scores of sessions as a whole, by session id, higher is better. One that went on within the span is in it. */
  matchSessions(terms: TermQuery, scope: RecordScope, limit: number): Promise<ReadonlyMap<string, number>>;
  /** Ids of the events at places in the journal, and the prompt each belongs to. */
  placesOf(seqs: readonly number[]): Promise<ReadonlyMap<number, { readonly id: string; readonly prompt: string }>>;
}
