import type { ToolCall } from '../../model/event.ts';
import type { Reach } from '../../ports/agent.ts';
import { asText } from './loose-json.ts';

const STARTS_SUBAGENT = new Set(['Task', 'Agent']);
// What they read is a subagent's report, or what a command prints that runs in the background.
const READS_SUBAGENT = new Set(['TaskOutput', 'AgentOutputTool']);
const HOLDS_PATH = /(?:path|file|filename|folder|dir|directory|notebook|uri|source|destination)s?$/i;
const HOLDS_COMMAND = /^(?:command|cmd|script)$/i;
const DEEPEST = 4;
const MOST_LINES = 2_000;

/** What a call named: the paths in its input, the words of a command, the files that lines of its output are from. Never throws. */
export function reach(call: ToolCall): Reach {
  const paths = [...pathsIn(call.input, '', DEEPEST), ...pathsBefore(call.output)];
  if (STARTS_SUBAGENT.has(call.tool)) return { paths, subagent: asText(call.input['subagent_type']) };
  return READS_SUBAGENT.has(call.tool) ? { paths, subagent: '' } : { paths };
}

function pathsIn(value: unknown, key: string, depth: number): readonly string[] {
  if (typeof value === 'string')
    return HOLDS_PATH.test(key) ? [value, ...pathsOfAddress(value)] : HOLDS_COMMAND.test(key) ? words(value) : [];
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => pathsIn(entry, key, depth - 1));
  return Object.entries(value).flatMap(([name, entry]) => pathsIn(entry, name, depth - 1));
}

// No shell: every word may be a path, and what stands in quotes as a whole.
function words(command: string): readonly string[] {
  const plain = command.replaceAll('${HOME}', '~').replaceAll('\\ ', ' ');
  const quoted = [...plain.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map(([, double, single]) => double ?? single ?? '');
  const addresses = [...quoted, ...(command.match(/\bfile:[^\s"'`;|&<>()]+/gi) ?? [])].flatMap(pathsOfAddress);
  return [...addresses, ...quoted, ...plain.split(/[\s;|&<>()"'`=,:@{}]+/)].filter((word) => word !== '' && !/^-+\w?$/.test(word));
}

// With and without a host, a query and a fragment; also where no strict reader takes it.
function pathsOfAddress(text: string): readonly string[] {
  const [, rest] = /^file:(?:\/\/)?([^]*)$/i.exec(text) ?? [];
  if (rest === undefined) return [];
  const paths = [rest, rest.replace(/^[^/]*/, '')].flatMap((path) => [path, path.replace(/[?#][^]*$/, '')]);
  return [...new Set(paths)].map((path) => path.replaceAll(/(?:%[\da-f]{2})+/gi, decode)).filter((path) => path !== '');
}

function decode(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}

// `path:12:text`, as a search prints it.
function pathsBefore(output: string): readonly string[] {
  const lines = output.split('\n', MOST_LINES).map((line) => /^([^\s:][^:]{0,500}):/.exec(line)?.[1]);
  return [...new Set(lines.filter((path) => path !== undefined))];
}
