import type { Event, Session } from '../model/event.ts';

/** What a hook of an agent was about, in our words. */
export interface HookCall {
  readonly session: string;
  readonly cwd: string;
  readonly transcript?: string;
  /** What happened; empty for a call that only asks for context. */
  readonly events: readonly Event[];
  /** Set where the agent takes context: which moment this is. */
  readonly moment?: 'prompt' | 'clear' | 'compact';
  /** The turn ended: a good time to read the transcript and to distill. */
  readonly settled: boolean;
}

/** What goes back to the agent. */
export interface HookAnswer {
  /** Put before the model. */
  readonly context?: string;
  /** One line for the user. */
  readonly notice?: string;
}

/** A piece of a transcript, read. */
export interface TranscriptSlice {
  readonly events: readonly Event[];
  readonly session?: Pick<Session, 'id' | 'cwd'> & Partial<Pick<Session, 'branch'>>;
  /** Events that wait for a later line. They are in `state` as well. */
  readonly waiting: readonly Event[];
  /** What to pass to the next call. JSON: what anybody said or did is in it as events, which are redacted before it is stored. */
  readonly state: string;
}

/** A coding agent: what its hooks and transcripts say, and how to answer it. Pure: text in, values out. */
export interface Agent {
  readonly name: string;
  /** Reads a hook's fields. `undefined`: nothing to keep, e.g. an event that is not the user's. */
  readHook(fields: Readonly<Record<string, unknown>>, at: number): HookCall | undefined;
  /** The text the agent expects back, `{}` for no answer. */
  writeAnswer(answer: HookAnswer, fields: Readonly<Record<string, unknown>>): string;
  /** Reads whole lines of a transcript. `state` is empty at its start. `path` tells a subagent's transcript. */
  readTranscript(lines: readonly string[], state: string, path: string): TranscriptSlice;
  /** Whether a file is a transcript of this agent, from its path and first lines. */
  recognises(path: string, head: string): boolean;
  /** Other transcripts that belong with this one (subagents, missed sessions), given the names in its folder tree. */
  related(path: string): { readonly folder: string; readonly subagents: string };
  /** Where the notes may be that this agent reads by itself, for a project and a transcript: what they say need not be said again. */
  notes(root: string, transcript: string | undefined): readonly string[];
}
