import type { LiveSession } from '../../app/capture/live-session.ts';

/**
 * A live session whose code is loaded with the first hook, or when it is to be prepared for one: all that is captured and kept out would
 * be felt before `initialize` is answered. Hooks keep their order.
 */
export function serveLater(load: () => Promise<LiveSession>): LiveSession & { prepare(): void } {
  let loading: Promise<LiveSession> | undefined;
  let loaded: LiveSession | undefined;
  const session = (): Promise<LiveSession> =>
    (loading ??= load().then(
      (live) => (loaded = live),
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));
  return {
    prepare: () => void session().catch(() => undefined),
    hook: async (fields) => (await session()).hook(fields),
    warmUp: (cwd) =>
      void session()
        .then((live) => live.warmUp(cwd))
        .catch(() => undefined),
    latest: () => loaded?.latest(),
    finish: async (milliseconds) => (await loading)?.finish(milliseconds),
  };
}
