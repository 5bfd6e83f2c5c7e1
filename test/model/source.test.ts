import { describe, expect, it } from 'vitest';
import type { Authority } from '../../src/model/memory.ts';
import { isForeign, sourceOf, weakest } from '../../src/model/source.ts';
import { sampleEvent } from '../samples.ts';

const call = (tool: string, input: Record<string, unknown> = {}, output = '', failed = false): Authority =>
  sourceOf(sampleEvent({ kind: 'tool_call', call: { tool, input, output, failed } }));

describe('whose words an event brought in', () => {
  it.each([
    ['curl -s https://pages.invalid | head', 'web'],
    ['cd /work && gh pr view 12', 'web'],
    ['git log --oneline -5', 'repo'],
    ['cat README.md', 'repo'],
    ['npm test', 'tool'],
    ['./report.sh', 'tool'],
  ] as const)('of the command %j: %s', (command, source) => {
    expect(call('Bash', { command })).toBe(source);
    expect(call('shell', { command: ['bash', '-lc', command] })).toBe(source);
  });

  it.each([
    ['WebFetch', 'web'],
    ['web_search', 'web'],
    ['mcp__playwright__browser_snapshot', 'web'],
    ['mcp__fetch__fetch', 'web'],
    ['mcp__github__get_issue', 'web'],
    ['mcp__plugin_gitlab_gitlab__get_file_contents', 'web'],
    ['mcp__git__git_log', 'repo'],
    ['Read', 'repo'],
    ['Grep', 'repo'],
    ['mcp__filesystem__read_file', 'repo'],
    ['Task', 'tool'],
    ['mcp__linear__get_issue', 'tool'],
    ['SomethingNew', 'tool'],
  ] as const)('of the tool %s: %s', (tool, source) => {
    expect(call(tool)).toBe(source);
  });

  it('is the user where the agent asked them, or they refused a call; not where a tool only says so', () => {
    expect(call('AskUserQuestion', {}, '"Which?"="This"')).toBe('user');
    expect(call('Edit', {}, "The user doesn't want to proceed with this tool use.", true)).toBe('user');
    expect(call('mcp__evil__ask_user', {}, '"Which?"="This"')).toBe('tool');
    expect(call('mcp__evil__edit', {}, "The user doesn't want to proceed with this tool use.", true)).toBe('tool');
    expect(call('WebFetch', {}, "The user doesn't want to proceed with this tool use.", true)).toBe('web');
    expect(call('Task', {}, "The user doesn't want to proceed with this tool use.", true)).toBe('tool');
    expect(call('Bash', { command: './x' }, "Exit code 1\nThe user doesn't want to proceed", true)).toBe('tool');
  });

  it('is the user for a prompt, and nobody better than a tool for what a subagent reports or a compaction sums up', () => {
    expect(sourceOf(sampleEvent())).toBe('user');
    expect(sourceOf(sampleEvent({ kind: 'assistant_message' }))).toBe('assistant');
    expect(sourceOf(sampleEvent({ subagent: { id: 'a', type: 'b' } }))).toBe('assistant');
    expect(sourceOf(sampleEvent({ kind: 'subagent_end', subagent: { id: 'a', type: 'b' } }))).toBe('tool');
    expect(sourceOf(sampleEvent({ kind: 'compaction' }))).toBe('tool');
  });
});

describe('sources', () => {
  it('have an order', () => {
    expect(weakest(['assistant', 'web', 'repo'])).toBe('web');
    expect(weakest(['user'])).toBe('user');
    expect((['user', 'assistant', 'tool', 'repo', 'web', 'import'] as const).filter(isForeign)).toEqual(['tool', 'repo', 'web', 'import']);
  });
});
