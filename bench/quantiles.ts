/** Median, 95th percentile and maximum, with one decimal. */
export function quantiles(values: readonly number[]): { readonly p50: string; readonly p95: string; readonly max: string } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN).toFixed(1);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
