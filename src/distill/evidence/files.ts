import type { Event, ToolCall } from '../../model/event.ts';
import { withoutCodes } from '../text/plain.ts';

/** The files a turn touched, relative to the root where they are below it; what was changed most comes first. */
export interface Files {
  readonly read: readonly string[];
  readonly modified: readonly string[];
}

const READS = /^(?:read|view|open|notebookread|read_file|read_many_files|cat)$|__(?:read|get|view)_?(?:text_|multiple_)?files?$/i;
const WRITES =
  /^(?:edit|multiedit|write|notebookedit|update|create|create_file|write_file|replace|str_replace\w*|apply_patch|patch)$|__(?:write|edit|create|update)_?files?$/i;
const PATH_KEYS = ['file_path', 'notebook_path', 'path', 'filePath', 'absolute_path', 'target_file', 'filename'] as const;
const SCRATCH =
  /^(?:\/private)?\/(?:tmp|var\/folders)\/|\/\.claude\/(?:plans|projects|todos|tasks)\/|[\\/](?:AppData[\\/]Local[\\/]Temp)[\\/]/;
const MAX_FILES = 50;
const MAX_PATH = 300;

/** Reads which files the successful tool calls of a turn read and modified. Scratch files are left out. */
export function readFiles(events: readonly Event[], root: string): Files {
  const read = new Map<string, number>();
  const modified = new Map<string, number>();
  for (const { call } of events) {
    if (call === undefined || call.failed) continue;
    const counts = WRITES.test(call.tool) ? modified : READS.test(call.tool) ? read : undefined;
    const path = counts === undefined ? '' : pathOf(call, root);
    if (path !== '') counts!.set(path, (counts!.get(path) ?? 0) + 1);
  }
  return {
    read: byCount(read)
      .filter((path) => !modified.has(path))
      .slice(0, MAX_FILES),
    modified: byCount(modified).slice(0, MAX_FILES),
  };
}

/** Whether a tool call writes to a file. */
export function isEdit(call: ToolCall | undefined): boolean {
  return call !== undefined && WRITES.test(call.tool);
}

/** The path a tool call is about, relative to the root where it is below it; empty for none or a scratch file. */
export function pathOf(call: ToolCall, root: string): string {
  const given = PATH_KEYS.map((key) => call.input[key]).find((value) => typeof value === 'string' && value !== '');
  if (typeof given !== 'string' || given.length > MAX_PATH || given !== withoutCodes(given)) return '';
  const path = relative(given, root);
  // A project may itself lie in a folder for scratch files: what is below its root is its own.
  return path === given && SCRATCH.test(given) ? '' : path;
}

function relative(path: string, root: string): string {
  const from = root.replaceAll('\\', '/').replace(/\/$/, '');
  const to = path.replaceAll('\\', '/').replace(/^\.\//, '');
  return from !== '' && to.startsWith(`${from}/`) ? to.slice(from.length + 1) : to;
}

function byCount(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([path]) => path);
}
