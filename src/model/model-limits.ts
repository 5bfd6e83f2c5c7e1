/** What models may take together, on this machine; 0 is no limit. Hours and days roll, and so do the 30 days of a project. */
export interface ModelLimits {
  readonly tokensPerHour: number;
  readonly tokensPerDay: number;
  readonly tokensPerProject: number;
  readonly usdPerHour: number;
  readonly usdPerDay: number;
  readonly usdPerProject: number;
}
