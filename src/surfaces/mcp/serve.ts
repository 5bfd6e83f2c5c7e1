import { createIdle } from '../../app/work/idle.ts';
import { openPorts } from '../../app/ports.ts';
import { HoldfastError } from '../../model/error.ts';
import { type Config, exitInStages, findAgent, isInsideModelChild, measureDisk, readConfig, tether, wireSurroundings } from '../../wire.ts';
import { version } from '../../version.ts';
import { answer } from './answer.ts';
import { type AskPeer, RpcError, serveRpc } from './rpc.ts';
import { serveLater } from './serve-later.ts';

// The client sends SIGTERM 100 ms after SIGINT and SIGKILL about 400 ms later.
const FINISH_MS = 40;
const HARD_MS = 400;
// `claude mcp list` starts us and ends us right after the tools were listed: it should find nothing done.
const WARM_UP_MS = 50;
// A write that waits for another process's blocks this one, also when it is told to leave.
const LONGEST_WAIT_MS = 300;
// Closing the database writes its log back, which waits for the disk three times.
const SLOW_DISK_MS = 120;

/**
 * The session process: an MCP server on stdio that lives and dies with the agent that started it. Where the settings are
 * wrong, it serves without memory and says so. Throws `usage` for an agent that is not known.
 */
export function serveMcp(agentName: string): void {
  const agent = findAgent(agentName);
  if (agent === undefined) throw new HoldfastError('usage', `No agent is called ${agentName}.`);
  // A distiller that observes itself, or writes into the memory, never ends.
  if (isInsideModelChild(process.env)) return serveNothing('');
  const config = tryConfig();
  if (config instanceof HoldfastError) return serveNothing(config.message);
  let askClient: AskPeer | undefined;
  // Only a client that offers its model is asked for it.
  const sample = (params: object, signal: AbortSignal): Promise<unknown> =>
    askClient?.('sampling/createMessage', params, signal) ?? Promise.reject(new RpcError(-32_601, 'The client offers no model'));
  const surroundings = wireSurroundings({ ...config, busyTimeoutMs: Math.min(config.busyTimeoutMs, LONGEST_WAIT_MS) }, { sample });
  const idle = createIdle(surroundings.log);
  // HOLDFAST_DISABLE=1: search works, nothing is captured or injected.
  const session = serveLater(async () => {
    const { serveSessions, serveSilently } = await import('../../app/capture/live-session.ts');
    return config.enabled ? serveSessions(surroundings, agent, idle, config.contextTokens) : serveSilently(surroundings, agent);
  });
  const cwd = process.env['CLAUDE_PROJECT_DIR'] ?? findFolder();
  let disk: ReturnType<typeof measureDisk> | undefined;
  // After what was asked for is answered: to begin costs milliseconds.
  const measure = (): void => void setImmediate(() => (disk ??= measureDisk(config.home)));
  const warmUp = (): void => {
    session.warmUp(cwd);
    measure();
  };
  // The end of the process closes it as well; the log is then written back by the next one.
  const close = (): Promise<void> => ((disk?.takesMs() ?? 0) > SLOW_DISK_MS ? Promise.resolve() : surroundings.close());
  const parts = {
    version,
    session,
    listCapture: config.listCapture,
    ready: () => void setTimeout(warmUp, WARM_UP_MS).unref(),
    async context() {
      const latest = session.latest();
      const ports = await openPorts(surroundings);
      return { ports, cwd, contextTokens: config.contextTokens, ...(latest === undefined ? {} : { session: latest }) };
    },
  };
  tether({ stdin: process.stdin, stdout: process.stdout }, () => {
    process.stdin.pause();
    void exitInStages({ steps: [() => session.finish(FINISH_MS), close], hardMs: HARD_MS });
  });
  const ask = serveRpc(process.stdin, process.stdout, async (request) => {
    if (request.method === 'initialize' && offersSampling(request.params)) askClient = ask;
    const result = await answer(parts, request);
    // While the client asks for the tools, what the first hook needs is loaded.
    if (request.method === 'initialize') setImmediate(session.prepare);
    // With the first event something was written that the disk can be measured by.
    if (request.method === 'tools/call' && disk === undefined) measure();
    return result;
  });
}

function offersSampling({ capabilities }: Readonly<Record<string, unknown>>): boolean {
  return typeof capabilities === 'object' && capabilities !== null && 'sampling' in capabilities;
}

function serveNothing(sentence: string): void {
  void import('./without-memory.ts').then(({ serveWithoutMemory }) => serveWithoutMemory(sentence));
}

function tryConfig(): Config | HoldfastError {
  try {
    return readConfig();
  } catch (error) {
    if (error instanceof HoldfastError) return error;
    throw error;
  }
}

// A folder that was removed has no name any more. Hooks name theirs.
function findFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}
