import type { Claim } from '../evidence/claims.ts';
import { hasChanged } from '../evidence/story.ts';
import type { Story } from '../evidence/story.ts';
import { changes } from './changes.ts';
import { conclusionOf } from './conclusion.ts';
import { findings } from './findings.ts';
import { openItems } from './open-items.ts';

/** What the assistant's words of a turn come to, picked once for all the fields that tell it. */
export interface Gist {
  /** Files or commits were left behind. */
  readonly changed: boolean;
  /** The sentence that answers best what was asked. */
  readonly conclusion: Claim | undefined;
  /** Causes and rules, the most telling first. */
  readonly findings: readonly Claim[];
  /** What was changed, in the order it was told. */
  readonly changes: readonly Claim[];
  readonly open: readonly Claim[];
}

/** Picks from a turn's claims what its memory will say. */
export function readGist(story: Story): Gist {
  return {
    changed: hasChanged(story),
    conclusion: conclusionOf(story),
    findings: findings(story, 4),
    changes: changes(story, 4),
    open: openItems(story, 3),
  };
}
