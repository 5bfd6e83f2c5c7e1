import type { Authority, MemoryStatus } from '../model/memory.ts';

/** What the score of a match is multiplied with, by whose words it rests on. The user's own outrank what was read somewhere. */
export const AUTHORITY_WEIGHT: Readonly<Record<Authority, number>> = {
  user: 1.3,
  assistant: 1,
  tool: 0.9,
  repo: 0.8,
  web: 0.7,
  import: 0.6,
};

/** By status. What is no longer true stays findable, behind everything that is. */
export const STATUS_WEIGHT: Readonly<Record<MemoryStatus, number>> = { active: 1, archived: 0.5, superseded: 0.1, retired: 0.1 };

/** Days until half of what recency gives is gone, by type: what was decided stays true for longer than what was done. */
export const HALF_LIFE_DAYS: ReadonlyMap<string, number> = new Map([
  ['decision', 365],
  ['preference', 365],
  ['constraint', 365],
  ['runbook', 365],
  ['security_alert', 365],
  ['security_note', 365],
  ['sensitive', 365],
  ['tech_debt', 180],
  ['change', 30],
  ['session_summary', 30],
]);

/** Half-life of every other type. */
export const DEFAULT_HALF_LIFE_DAYS = 90;

/** What age can take away at most: it decides between equals and never buries a good match. */
export const RECENCY_WEIGHT = 0.3;

/** For a memory that changed a file that was asked for, and for one that read it. */
export const AFFINITY_WEIGHT = { modified: 1.5, read: 1.2, none: 1 } as const;

/** The part of its score that a turn lends to the one after it and the one after that, and to those before it. */
export const LENT = { after: [0.5, 0.3], before: [0.3, 0.3] } as const;

/** What the session as a whole adds to a turn of it, at most. */
export const SESSION_PRIOR = 0.5;

/** What its turn adds to a memory, at most, where the turn scores as much as the best one. */
export const TURN_WEIGHT = 0.5;

/** What a session as a whole and its best memory add to its best turn, at most. */
export const SESSION_SCORE = { whole: 0.5, memory: 0.5 } as const;

/** What being nearest in meaning adds to a memory; half of it is left at the rank `NEAR_FALL`. */
export const NEAR_WEIGHT = 0.5;
export const NEAR_FALL = 10;

/** For a memory of the time that a query names. */
export const DATE_WEIGHT = 1.5;
