import type { AgentName } from './agent.ts';

/**
 * The kinds of memory Holdfast makes itself. The type of a stored memory is open (`string`): what an import or a mode
 * brings is kept, shown and searchable.
 */
export const MEMORY_TYPES = [
  'bugfix',
  'feature',
  'refactor',
  'change',
  'discovery',
  'decision',
  'security_alert',
  'security_note',
  'sensitive',
  'session_summary',
  'runbook',
  'constraint',
  'tech_debt',
  'preference',
] as const;

/** Whether a memory is in use. Only `active` ones are recalled unasked; `archived` ones wait until the user accepts them. */
export type MemoryStatus = 'active' | 'superseded' | 'retired' | 'archived';

/** Whose words a memory rests on, strongest first. Text below `assistant` is information, never a rule. */
export type Authority = 'user' | 'assistant' | 'tool' | 'repo' | 'web' | 'import';

/** What a turn or a session came to. Each field is prose or empty. */
export interface Summary {
  readonly request: string;
  readonly investigated: string;
  readonly learned: string;
  readonly completed: string;
  readonly nextSteps: string;
}

/** A command that was run and what came of it. */
export interface CommandRun {
  readonly command: string;
  readonly outcome: 'ok' | 'failed';
  /** For tests and builds: the runner's own last word, for instance "12 passed, 1 failed". */
  readonly result?: string;
}

/** What a distiller makes of a turn: a memory that has not been stored. */
export interface MemoryDraft {
  /** Tells the memories of one turn apart and stays the same when the turn is distilled again, e.g. `work`, `decision-1`. */
  readonly slot: string;
  readonly type: string;
  readonly title: string;
  readonly subtitle: string;
  readonly narrative: string;
  readonly facts: readonly string[];
  readonly concepts: readonly string[];
  readonly filesRead: readonly string[];
  readonly filesModified: readonly string[];
  /** Type-specific fields, e.g. a `Summary`, `{ commands: CommandRun[] }`, or claude-memory's decision fields. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly authority: Authority;
  /** 0 to 1. */
  readonly confidence: number;
  /** Ids of the events it rests on. */
  readonly evidence: readonly string[];
  /** Milliseconds since the epoch of the last event it rests on. */
  readonly at: number;
  /** How it is stored first; default `active`. */
  readonly status?: 'active' | 'archived';
}

/** One thing remembered. */
export interface Memory extends Omit<MemoryDraft, 'slot' | 'at' | 'status'> {
  /** UUIDv7. */
  readonly id: string;
  /** A short handle, unique in one database: what a person or a model types. */
  readonly number: number;
  readonly status: MemoryStatus;
  readonly project: string;
  readonly session: string;
  /** The prompt id of its turn; `*` for a session's summary, empty for a memory made by hand. */
  readonly turn: string;
  readonly agent: AgentName;
  readonly branch?: string;
  readonly commit?: string;
  readonly supersedes?: string;
  /** Milliseconds since the epoch: when it happened, not when it was written down. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** `extract` for the distiller without a model, `user` for words of the user, else the model's name. */
  readonly distilledBy: string;
  /** Estimated tokens of its full text. */
  readonly tokens: number;
}
