import type { LiveSession } from '../../app/capture/live-session.ts';

/**
 * A live session whose code is loaded with the first hook, or once the client is ready: all that is captured and kept out would
 * be felt before `initialize` is answered. Hooks keep their order.
 */
export function serveLater(load: () => Promise<LiveSession>): LiveSession {
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
    hook: async (fields) => (await session()).hook(fields),
    warmUp: (cwd) => void session().then((live) => live.warmUp(cwd)),
    latest: () => loaded?.latest(),
    finish: async (milliseconds) => (await loading)?.finish(milliseconds),
  };
}
