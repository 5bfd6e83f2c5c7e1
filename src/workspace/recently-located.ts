import type { Clock } from '../ports/clock.ts';
import type { Locate } from '../ports/workspace.ts';

/** Remembers what was found around a folder for `keepMs`: tool calls come several a second, branches change by hand. */
export function recentlyLocated(locate: Locate, clock: Clock, keepMs: number): Locate {
  const found = new Map<string, { readonly at: number; readonly place: ReturnType<Locate> }>();
  return (cwd) => {
    const now = clock();
    const known = found.get(cwd);
    if (known !== undefined && now - known.at < keepMs && now >= known.at) return known.place;
    // A session goes through few folders; an import through many, each of them once.
    if (found.size >= 64) found.clear();
    const place = locate(cwd);
    found.set(cwd, { at: now, place });
    return place;
  };
}
