import type { MemoryDraft } from '../../model/memory.ts';
import { headline } from '../compose/headline.ts';
import { capitalised, MAX_TITLE } from '../compose/title.ts';
import type { Story } from '../evidence/story.ts';
import { clip, quote } from '../text/clip.ts';
import { plain } from '../text/plain.ts';
import { withoutOpenings } from './statement.ts';
import type { Laid, StatementKind } from './statements.ts';

const MIN_TITLE = 15;
const CONCEPT: Readonly<Record<StatementKind, string>> = {
  constraint: 'gotcha',
  preference: 'pattern',
  decision: 'trade-off',
  tech_debt: 'gotcha',
};

/** The memory of one statement, `n` of its kind in the turn, in the words it was said in. */
export function draftOf(said: Laid, n: number, story: Story): MemoryDraft {
  const laid = { ...said, text: plain(said.text) };
  const words = quote(laid.text, 280);
  const speaker = laid.authority === 'user' ? 'The user' : 'The assistant';
  const at = story.turn.events.find((event) => event.id === laid.event)?.at ?? 0;
  return {
    slot: `${laid.kind}-${n}`,
    type: laid.kind,
    title: titleOf(laid),
    subtitle: clip(laid.reason, 150),
    narrative: `${speaker} said: ${words}.`,
    facts: [`${speaker} said: ${words}`],
    concepts: [CONCEPT[laid.kind]],
    filesRead: [],
    filesModified: laid.authority === 'user' ? [] : story.files.modified.slice(0, 5),
    content: contentOf(laid),
    authority: laid.authority,
    confidence: laid.confidence,
    evidence: [laid.event],
    at,
  };
}

function titleOf({ kind, text, reason }: Laid): string {
  const said = kind === 'decision' ? headline(text) : withoutOpenings(text);
  const words = said.length <= MAX_TITLE ? said : withoutReason(said, reason);
  return capitalised(clip(words, MAX_TITLE).replace(/[\s.,:;!。]+$/, ''));
}

/** A title has no room for half a reason; the subtitle has all of it. */
function withoutReason(text: string, reason: string): string {
  const at = reason === '' ? -1 : text.indexOf(reason);
  return at < MIN_TITLE ? text : text.slice(0, at);
}

/** claude-memory's fields of each kind; what was not said stays empty. */
function contentOf({ kind, text, reason, confidence }: Laid): MemoryDraft['content'] {
  const value = clip(text, 300);
  const why = reason === '' ? [] : [reason];
  if (kind === 'preference')
    return {
      topic: clip(withoutOpenings(text), 60),
      value,
      reason,
      strength: confidence >= 0.85 ? 'strong' : 'default',
      examples: { prefer: [], avoid: [] },
    };
  if (kind === 'constraint')
    return { kind: 'policy', rule: value, impact: why, workarounds: [], severity: 'high', active: true, expires: '' };
  if (kind === 'decision') return { status: 'accepted', context: '', decision: value, alternatives: [], rationale: why, consequences: [] };
  return {
    status: 'open',
    priority: 'medium',
    description: value,
    reason_deferred: reason,
    impact: [],
    suggested_fix: [],
    acceptance_criteria: [],
  };
}
