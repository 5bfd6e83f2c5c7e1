import type { Event, Session, ToolCall } from '../model/event.ts';

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
  /** The user turns the memory of this session on or off. */
  readonly turns?: 'on' | 'off';
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
  /** The folders that its lines were written in. */
  readonly folders: readonly string[];
  /** Other sessions that lines of it were copied from. */
  readonly copiedFrom: readonly string[];
  /** Events that wait for a later line. They are in `state` as well. */
  readonly waiting: readonly Event[];
  /** What to pass to the next call. JSON: what anybody said or did is in it as events, which are redacted before it is stored. */
  readonly state: string;
}

/** What a line of a transcript says of itself. */
export interface LineStamp {
  /** Milliseconds since the epoch. */
  readonly at?: number;
  readonly cwd?: string;
}

/** What a tool call had to do with, for who leaves some of it out. More rather than less: what only looks like a path is one. */
export interface Reach {
  /** As they were named: absolute, relative to the agent's folder, or below `~`. */
  readonly paths: readonly string[];
  /** The type of a subagent that it started or asked, empty where it is not known; absent where there was none. */
  readonly subagent?: string;
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
  /** When and where a line was written, for who leaves some of them out. */
  stamp(line: string): LineStamp;
  reach(call: ToolCall): Reach;
  /** Whether these words of the user, in a prompt, turn the memory of the session on or off. */
  turns(words: string): 'on' | 'off' | undefined;
  /** Whether a file is a transcript of this agent, from its path and first lines. */
  recognises(path: string, head: string): boolean;
  /** Other transcripts that belong with this one (subagents, missed sessions), given the names in its folder tree. */
  related(path: string): { readonly folder: string; readonly subagents: string };
  /** The folder in which this agent keeps the transcripts of its user. */
  folder(environment: Readonly<Record<string, string | undefined>>, home: string): string;
  /** The path of a session's own transcript, from that of any which tells of it. */
  transcriptOf(session: string, path: string): string;
  /** Where the notes may be that this agent reads by itself, for a project and a transcript: what they say need not be said again. */
  notes(root: string, transcript: string | undefined): readonly string[];
}
