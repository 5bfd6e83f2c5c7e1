import type { Query } from '../model/query.ts';
import type { TermQuery } from './term-query.ts';

/** A turn of the record: what was said and done from one prompt to the next. */
export interface RecordedTurn {
  /** Its place in the index. */
  readonly number: number;
  /** Session id. */
  readonly session: string;
  /** The agent's id of the prompt; empty for what came before the first. */
  readonly prompt: string;
}

/** A turn that matched. */
export interface TurnMatch extends RecordedTurn {
  /** Raw score of its own words, higher is better. */
  readonly score: number;
}

/** What was said and done just before and after a turn, nearest first, at most two turns each way. */
export interface Neighbours {
  readonly before: readonly RecordedTurn[];
  readonly after: readonly RecordedTurn[];
}

/** Where in the record to look. */
export type RecordScope = Pick<Query, 'project' | 'from' | 'to'>;

/** The word-by-word index of everything that was said and done. */
export interface RecordIndex {
  /**
   * Brings the index nearer to what was captured: takes note of at most `limit` further events, else indexes a turn that is over,
   * else a session that is quiet. Returns how many; 0: it is up to date.
   */
  indexRecord(limit: number, at: number): Promise<number>;
  /** Turns that match, best first. One that went on within the span is in it. */
  matchTurns(terms: TermQuery, scope: RecordScope, limit: number): Promise<readonly TurnMatch[]>;
  /** The neighbours of turns, by their places in the index. */
  neighbours(turns: readonly RecordedTurn[]): Promise<ReadonlyMap<number, Neighbours>>;
  /** Raw scores of sessions as a whole, by session id, higher is better. One that went on within the span is in it. */
  matchSessions(terms: TermQuery, scope: RecordScope, limit: number): Promise<ReadonlyMap<string, number>>;
}
