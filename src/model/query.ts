import type { Session } from './event.ts';
import type { Authority, Memory } from './memory.ts';

/** What to look for, and where. An empty `text` lists by date. */
export interface Query {
  readonly text: string;
  /** Project id; absent: every project. */
  readonly project?: string;
  readonly types?: readonly string[];
  /** Milliseconds since the epoch, inclusive. */
  readonly from?: number;
  /** Milliseconds since the epoch, exclusive. */
  readonly to?: number;
  /** Part of a path that a file of the memory has to contain. */
  readonly file?: string;
  readonly limit: number;
  readonly offset: number;
  readonly order: 'relevance' | 'newest' | 'oldest';
}

/** A memory that matched, best first. */
export interface Hit {
  readonly memory: Memory;
  /** 0 and up; comparable within one answer only. 0 where the query had no text. */
  readonly score: number;
  /** Why it is here, for a person: "terms: ensure worker; recency 0.8". */
  readonly why: string;
}

/** A session that matched, best first. */
export interface SessionHit extends Omit<Session, 'id'> {
  /** Its id. */
  readonly session: string;
  /** The title of its summary, else its first prompt, in at most 120 characters; empty where nothing was said. */
  readonly title: string;
  /** Whose words those are, where they are neither the user's nor the assistant's. */
  readonly source?: Authority;
  /** How many memories were made of it. */
  readonly memories: number;
  /** Numbers of those to read first: the best three that match, else its summary or its latest. */
  readonly best: readonly number[];
  /** 0 and up; comparable within one answer only. 0 where the query had no text. */
  readonly score: number;
}
