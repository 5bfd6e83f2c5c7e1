/** When a server wants to be asked again, in milliseconds from `now`; `undefined` where it does not say. */
export function readRetryAfter(headers: Headers, body: string, now: number = Date.now()): number | undefined {
  const milliseconds = toWait(Number(headers.get('retry-after-ms') ?? NaN));
  if (milliseconds !== undefined) return milliseconds;
  const told = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(told)) return toWait(Number(told) * 1000);
  const date = toWait(Date.parse(told) - now);
  if (date !== undefined) return date;
  // Gemini tells it in the body, as a google.rpc.RetryInfo.
  const [, seconds] = /"retryDelay":\s*"(\d+(?:\.\d+)?)s"/.exec(body) ?? [];
  return seconds === undefined ? undefined : toWait(Number(seconds) * 1000);
}

/** When a limit of the Claude CLI ends, in milliseconds from `now`: it writes the second since 1970 behind a bar. */
export function readLimitEnd(words: string, now: number = Date.now()): number | undefined {
  const [, second] = /limit reached\|(\d{9,11})\b/i.exec(words) ?? [];
  return second === undefined ? undefined : toWait(Number(second) * 1000 - now);
}

// A date that has passed means: now.
function toWait(milliseconds: number): number | undefined {
  return Number.isFinite(milliseconds) ? Math.max(0, Math.round(milliseconds)) : undefined;
}
