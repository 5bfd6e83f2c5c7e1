/** Whether a value can be the id of a token: the number of a row. */
export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
