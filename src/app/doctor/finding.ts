/** One thing looked at. `warn`: works, but somebody should know; `fail`: does not work. */
export interface Finding {
  readonly subject: string;
  readonly state: 'ok' | 'warn' | 'fail';
  /** What was found and, where it is not fine, what to do. */
  readonly text: string;
}
