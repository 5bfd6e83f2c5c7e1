import type { AgentName } from './agent.ts';
import type { Project } from './project.ts';

/** What can happen in a session, whichever agent it happened in. */
export type EventKind =
  | 'session_start'
  | 'session_end'
  | 'prompt'
  | 'tool_call'
  | 'assistant_message'
  | 'compaction'
  | 'subagent_start'
  | 'subagent_end';

/** A text for each side of a tool call, where there is one. */
export interface CallTexts {
  readonly input?: string;
  readonly output?: string;
}

/** A tool call with what came of it. `output` is the text the model saw. */
export interface ToolCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: string;
  /** What input and output leave out because it is long, until it is redacted: it is not stored. */
  readonly leftOut?: CallTexts;
  /** Tell whether a text repeats what input and output leave out: see `sampleShingles`. */
  readonly shingles?: CallTexts;
  readonly failed: boolean;
}

/** The subagent an event happened in. `id` is the agent's own, `type` its role, for instance "general-purpose". */
export interface Subagent {
  readonly id: string;
  readonly type: string;
}

/**
 * One thing that happened, agent-neutral.
 *
 * `id` is derived from agent, session and the agent's own id (see `eventId`), so that the same event from a hook, from
 * the transcript and from an import is one row. `origin` is the transcript's id of the message, where known: copies of
 * it in the transcript of a forked session carry the same one.
 */
export interface Event {
  readonly id: string;
  readonly kind: EventKind;
  readonly agent: AgentName;
  readonly session: string;
  /** The agent's id of the prompt this belongs to: what groups events into turns. Empty before the first prompt. */
  readonly prompt: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly origin?: string;
  readonly subagent?: Subagent;
  /** Prompt, assistant message, compaction summary, subagent result, or the source or reason of a start or end. */
  readonly text?: string;
  readonly call?: ToolCall;
  /** The folders that the agent was in when a call began and when it ended, where known: for who leaves some out. Not stored. */
  readonly folders?: readonly string[];
}

/** A prompt and all that followed it until the next one. */
export interface Turn {
  readonly session: string;
  readonly agent: AgentName;
  /** The prompt id that opened the turn; empty for what came before the first prompt. */
  readonly prompt: string;
  /** In the order they happened, the opening prompt first. */
  readonly events: readonly Event[];
}

/** Where and in what a session runs. */
export interface Session {
  readonly id: string;
  readonly agent: AgentName;
  readonly project: Project['id'];
  readonly cwd: string;
  readonly branch?: string;
  readonly commit?: string;
  readonly transcript?: string;
  /** It is from an archive that is not this user's: nobody in it has a say here. */
  readonly imported?: boolean;
  readonly startedAt: number;
  readonly lastEventAt: number;
}
