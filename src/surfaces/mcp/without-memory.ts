/**
 * An MCP server for where Holdfast cannot or must not work: completes the handshake, has no tools, tells the user once why there
 * is no memory (an empty sentence: nothing), and ends with its stdin. Built for old syntax; imports nothing of Holdfast.
 */
export function serveWithoutMemory(sentence: string): void {
  let told = sentence === '';
  readLines((line) => {
    const { id, method, params } = parse(line);
    if (id === undefined) return;
    const tell = !told && method === 'tools/call' && isPrompt(params.arguments);
    told = told || tell;
    process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...respond(method, params, tell ? sentence : undefined) })}\n`);
  });
  for (const end of ['end', 'close']) process.stdin.on(end, () => process.exit(0));
  process.stdout.on('error', () => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));
}

// By hand: node:readline takes U+2028, which JSON may hold as it is, for the end of a line.
function readLines(take: (line: string) => void): void {
  let held: string[] = [];
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk: string) => {
    const lines = chunk.split('\n');
    held.push(lines.shift() || '');
    for (const next of lines) {
      take(held.join(''));
      held = [next];
    }
  });
}

interface Message {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params: { readonly protocolVersion?: unknown; readonly arguments?: unknown };
}

function parse(line: string): Message {
  try {
    const { id, method, params } = JSON.parse(line);
    return { id, method, params: params || {} };
  } catch {
    return { params: {} };
  }
}

function isPrompt(fields: unknown): boolean {
  return typeof fields === 'object' && fields !== null && 'hook_event_name' in fields && fields.hook_event_name === 'UserPromptSubmit';
}

function respond(method: unknown, params: Message['params'], notice: string | undefined): object {
  if (method === 'initialize') {
    return {
      result: { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'holdfast', version: '0' } },
    };
  }
  if (method === 'tools/list') return { result: { tools: [] } };
  if (method === 'ping') return { result: {} };
  if (method === 'tools/call') {
    const text = JSON.stringify(notice === undefined ? {} : { systemMessage: `Holdfast: no memory in this session. ${notice}` });
    return { result: { content: [{ type: 'text', text }] } };
  }
  return { error: { code: -32_601, message: 'No such method' } };
}
