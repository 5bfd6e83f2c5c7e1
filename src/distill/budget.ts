import type { ModelLimits } from '../model/model-limits.ts';
import type { CallSums } from '../ports/model-calls.ts';

/** What is counted. */
export type Unit = 'tokens' | 'usd';

/** Over which time: an hour, a day, or 30 days of one project. */
export type Window = 'hour' | 'day' | 'project';

/** How long each window is, in milliseconds. */
export const WINDOW_MS: Readonly<Record<Window, number>> = { hour: 3_600_000, day: 86_400_000, project: 30 * 86_400_000 };

/** A limit that is set. */
export interface Limit {
  /** As a person calls it, after a number. */
  readonly name: string;
  /** The setting it comes from. */
  readonly setting: string;
  readonly unit: Unit;
  readonly window: Window;
  readonly bound: number;
}

/** What was taken in each window; left out where no limit asks for it. */
export type Spent = Readonly<Partial<Record<Window, CallSums>>>;

/** What a call takes at most. */
export interface MostOfCall {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; absent: the price of the model is not known. */
  readonly costUsd?: number | undefined;
}

/** Why a call is not to be made. */
export interface Refusal {
  readonly limit: Limit;
  readonly used: number;
  /** `no price`: it cannot be told what the call costs. `too large`: the call alone is more than the limit. Neither passes with time. */
  readonly why: 'used up' | 'too large' | 'no price';
  /** What the call takes at most; 0 where nobody knows. */
  readonly most: number;
  /** How much of what was used has to fall out of the window first. */
  readonly excess: number;
}

/** How far a limit is used. `used up`: a call like those before does not fit any more. */
export type Fill = 'free' | 'nearly' | 'used up';

const NEARLY = 0.9;
const NAMES: Readonly<Record<keyof ModelLimits, readonly [Unit, Window, string]>> = {
  tokensPerHour: ['tokens', 'hour', 'tokens per hour'],
  tokensPerDay: ['tokens', 'day', 'tokens per day'],
  tokensPerProject: ['tokens', 'project', 'tokens per project in 30 days'],
  usdPerHour: ['usd', 'hour', 'US dollars per hour'],
  usdPerDay: ['usd', 'day', 'US dollars per day'],
  usdPerProject: ['usd', 'project', 'US dollars per project in 30 days'],
};

/** The limits that are set. */
export function listLimits(limits: ModelLimits): readonly Limit[] {
  return (Object.keys(NAMES) as (keyof ModelLimits)[])
    .filter((key) => limits[key] > 0)
    .map((key) => {
      const [unit, window, name] = NAMES[key];
      return { name, setting: `model${key[0]!.toUpperCase()}${key.slice(1)}`, unit, window, bound: limits[key] };
    });
}

/** What calls took, in tokens in and out or in US dollars. What costs nobody knows what counts as nothing. */
export function amountOf(unit: Unit, sums: CallSums | undefined): number {
  if (sums === undefined) return 0;
  return unit === 'tokens' ? sums.inputTokens + sums.outputTokens : sums.costUsd;
}

/** Why a call that takes at most `most` is not to be made; an empty list: it fits. */
export function findRefusals(limits: ModelLimits, spent: Spent, most: MostOfCall): readonly Refusal[] {
  return listLimits(limits).flatMap((limit) => refuse(limit, amountOf(limit.unit, spent[limit.window]), most) ?? []);
}

/** How far a limit is used by these calls. */
export function fillOf({ unit, bound }: Pick<Limit, 'unit' | 'bound'>, sums: CallSums): Fill {
  const used = amountOf(unit, sums);
  if (used + averageOf(unit, sums) > bound) return 'used up';
  return used >= NEARLY * bound ? 'nearly' : 'free';
}

/** What one of these calls took, as a rule. */
export function averageOf(unit: Unit, sums: CallSums): number {
  return sums.calls === 0 ? 0 : amountOf(unit, sums) / sums.calls;
}

function refuse(limit: Limit, used: number, { inputTokens, outputTokens, costUsd }: MostOfCall): Refusal | undefined {
  const most = limit.unit === 'tokens' ? inputTokens + outputTokens : costUsd;
  if (most === undefined) return { limit, used, why: 'no price', most: 0, excess: 0 };
  const excess = used + most - limit.bound;
  if (excess <= 0) return undefined;
  return { limit, used, why: most > limit.bound ? 'too large' : 'used up', most, excess };
}
