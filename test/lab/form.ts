/** How thoroughly the cells are played. */
export interface Form {
  /** How many take part in a race. */
  readonly atOnce: number;
  /** Agents are the real client, else scripted ones. */
  readonly realClient: boolean;
}

/** Part of every test run. */
export const QUICK: Form = { atOnce: 3, realClient: false };

/** The form of this run: with `HOLDFAST_LAB=whole` 20 at once, and the real client as the agent. */
export const FORM: Form = process.env['HOLDFAST_LAB'] === 'whole' ? { atOnce: 20, realClient: true } : QUICK;
