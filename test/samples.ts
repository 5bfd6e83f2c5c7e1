import type { Event } from '../src/model/event.ts';
import type { MemoryDraft } from '../src/model/memory.ts';

/** A morning in the past: what the tests take for the present. */
export const NOON: number = Date.UTC(2026, 4, 20, 12);

/** A prompt, unless told otherwise. */
export function sampleEvent(over: Partial<Event> = {}): Event {
  return {
    id: 'event-1',
    kind: 'prompt',
    agent: 'test',
    session: 'session-1',
    prompt: 'prompt-1',
    at: NOON,
    text: 'Why is it slow?',
    ...over,
  };
}

/** A failed or successful run of a shell command. */
export function sampleCall(output: string, failed: boolean): NonNullable<Event['call']> {
  return { tool: 'Bash', input: { command: 'npm test' }, output, failed };
}

/** What a turn might be distilled to. */
export function sampleDraft(over: Partial<MemoryDraft> = {}): MemoryDraft {
  return {
    slot: 'work',
    type: 'bugfix',
    title: 'Fixed the login loop',
    subtitle: 'Tokens were never stored',
    narrative: 'The session cookie was dropped by the proxy.',
    facts: ['The proxy strips cookies without SameSite'],
    concepts: ['problem-solution'],
    filesRead: ['src/proxy.ts'],
    filesModified: ['src/login.ts'],
    content: { commands: [{ command: 'npm test', outcome: 'ok' }] },
    authority: 'assistant',
    confidence: 0.8,
    evidence: ['event-1'],
    at: NOON,
    ...over,
  };
}

/** A draft says nothing but what is added to this. */
export const BLANK: Pick<MemoryDraft, 'subtitle' | 'narrative' | 'facts' | 'concepts' | 'filesRead' | 'filesModified'> = {
  subtitle: '',
  narrative: '',
  facts: [],
  concepts: [],
  filesRead: [],
  filesModified: [],
};
