import type { Event, ToolCall } from './event.ts';
import type { Authority } from './memory.ts';

const STRONGEST_FIRST: readonly Authority[] = ['user', 'assistant', 'tool', 'repo', 'web', 'import'];

const NAMES: Readonly<Record<Authority, string>> = {
  user: 'the user',
  assistant: 'the assistant',
  tool: 'a tool',
  repo: 'the repository',
  web: 'the web',
  import: 'an imported archive',
};

// By the names that agents give their tools. What is no tool of theirs is somebody's: MCP tools start with `mcp__`.
const READERS = /^(?:read|view|open|notebookread|read_file|read_many_files|cat|grep|glob|ls|list|search_file_content|codebase_search)$/i;
// Of a forge: what strangers wrote into issues as well.
const FORGES = /^mcp__.*(?:git_?hub|git_?lab|gitea|bitbucket|forgejo)/i;
const BROWSERS = /web_?(?:fetch|search)|browser|browse|fetch|navigate|playwright|puppeteer|scrape|crawl|https?_|url/i;
const MCP_READERS = /^mcp__.*(?:file|repo|git)/i;
const ASKERS = /^(?!mcp__).*(?:ask.?user|ask_?question|request_user_input)/i;
const REFUSED = /^(?:The user doesn't want to|The user rejected)/;
// What an agent asks leave for, and what puts out nothing of others that could begin like a refusal.
const ASKS_LEAVE = /^(?:Edit|Write|MultiEdit|NotebookEdit|Bash|ExitPlanMode)$/;
const WEB_COMMAND = /\b(?:curl|wget|lynx|w3m|links|gh|glab|nc|telnet|ssh|scp|aria2c)\b|https?:\/\//;
const REPO_COMMAND = /\b(?:git|cat|head|tail|less|more|sed|awk|grep|rg|ag|ack|fd|find|ls|tree|jq|yq|bat|nl|wc|diff|strings|xxd)\b/;

/** Whether words of this source are nobody's who may decide here: information, never a rule, and not told unasked. */
export function isForeign(authority: Authority): boolean {
  return STRONGEST_FIRST.indexOf(authority) > STRONGEST_FIRST.indexOf('assistant');
}

/** The weakest of them; `assistant` of none. */
export function weakest(authorities: readonly Authority[]): Authority {
  return authorities.reduce((a, b) => (STRONGEST_FIRST.indexOf(b) > STRONGEST_FIRST.indexOf(a) ? b : a), authorities[0] ?? 'assistant');
}

/** A source for a reader, e.g. `the web`. */
export function nameSource(authority: Authority): string {
  return NAMES[authority];
}

/** Where a memory is from, for a reader: `from the user`, `quotes the web`, `from an imported archive`. */
export function describeSource(authority: Authority): string {
  return `${isForeign(authority) && authority !== 'import' ? 'quotes' : 'from'} ${NAMES[authority]}`;
}

/**
 * Whose words an event brought in: what was said, or of a tool call what it gave back. Errs on the weaker side: what a
 * subagent reported or a compaction summed up is no better than the output of a tool.
 */
export function sourceOf({ kind, call, subagent }: Event): Authority {
  if (call !== undefined) return sourceOfCall(call);
  if (kind === 'prompt') return subagent === undefined ? 'user' : 'assistant';
  return kind === 'assistant_message' || kind === 'subagent_start' ? 'assistant' : 'tool';
}

/** Whether a tool puts questions to the user. One of a server does not: it could answer them itself. */
export function isAsker(tool: string): boolean {
  return ASKERS.test(tool);
}

/** Whether a call's result may be the user's refusal, by its tool: others bring in words that could be written like one. */
export function asksLeave(tool: string): boolean {
  return ASKS_LEAVE.test(tool);
}

function sourceOfCall({ tool, input, output, failed }: ToolCall): Authority {
  if (isAsker(tool) && !failed) return 'user';
  if (failed && asksLeave(tool) && REFUSED.test(output)) return 'user';
  if (BROWSERS.test(tool) || FORGES.test(tool)) return 'web';
  if (READERS.test(tool) || MCP_READERS.test(tool)) return 'repo';
  return sourceOfCommand(input['command'] ?? input['cmd']);
}

function sourceOfCommand(told: unknown): Authority {
  const command = Array.isArray(told) ? told.join(' ') : typeof told === 'string' ? told : '';
  if (WEB_COMMAND.test(command)) return 'web';
  return REPO_COMMAND.test(command) ? 'repo' : 'tool';
}
