import type { ModelCall } from './distiller.ts';
import type { ModelUsage } from './language-model.ts';

/** A call of a model as it is kept. */
export interface RecordedCall extends ModelCall {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Id of the project. */
  readonly project: string;
  readonly session: string;
}

/** What calls took together. */
export interface CallSums extends ModelUsage {
  readonly calls: number;
  /** US dollars of the calls whose cost is known. */
  readonly costUsd: number;
  /** Calls that took tokens and whose cost is not known. */
  readonly unpriced: number;
}

/** What the calls of one model for one project took on one day. */
export interface UsageOfDay extends CallSums {
  /** `2026-05-20`, in the time zone of this machine. */
  readonly day: string;
  readonly provider: string;
  readonly model: string;
  readonly project: string;
}

/** Which calls are meant: from `since` on, before `until`, in milliseconds since the epoch; of a project, or of all. */
export interface CallSpan {
  readonly since: number;
  readonly until?: number;
  readonly project?: string;
}

/** The ledger of calls of models. It holds numbers and names, none of the words, and is kept. */
export interface ModelCalls {
  recordModelCall(call: RecordedCall): Promise<void>;
  sumModelCalls(span: CallSpan): Promise<CallSums>;
  /** When so much was spent, counted from the first call of the span on: the time of the call that made it full. */
  whenSpent(span: CallSpan, unit: 'tokens' | 'usd', amount: number): Promise<number | undefined>;
  /** By day, and within a day by tokens, most first. */
  usageByDay(span: CallSpan): Promise<readonly UsageOfDay[]>;
}
