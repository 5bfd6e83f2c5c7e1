import { isEdit, pathOf } from '../evidence/files.ts';
import { planTitle } from '../evidence/prompt.ts';
import type { Story } from '../evidence/story.ts';
import type { Candidate } from './candidate.ts';

const WHOLE_FILE = /write|create/i;
const DOCUMENT = /\.(?:md|mdx|txt|rst)$/i;
const MAX_NAMED = 2;
const MAX_LENGTH = 80;

/** What the files alone tell: "Wrote docs/cache.md: Why entries expire". The last resort where nobody said what was done. */
export function fromFiles(story: Story): readonly Candidate[] {
  const { root } = story;
  const { modified } = story.files;
  if (modified.length === 0) return [];
  const edits = story.turn.events.filter(({ call }) => isEdit(call) && call?.failed === false);
  const event = edits.at(-1)?.id ?? '';
  const written = edits.filter(({ call }) => WHOLE_FILE.test(call!.tool) && modified.includes(pathOf(call!, root)));
  const paths = [...new Set(written.map(({ call }) => pathOf(call!, root)))];
  if (paths.length < modified.length || paths.length > MAX_NAMED || !paths.every((path) => DOCUMENT.test(path)))
    return [{ text: `Changed ${named(modified)}`, event, score: 0 }];
  const heading = headingOf(written[0]!.call!.input['content']);
  const titles = [paths[0]!, named(paths.slice(0, 1))].map((path) => `Wrote ${path}: ${heading}`);
  const title = heading === '' ? undefined : titles.find((text) => text.length <= MAX_LENGTH);
  return title === undefined ? [{ text: `Wrote ${named(paths)}`, event, score: 1.5 }] : [{ text: title, event, score: 4.2 }];
}

function named(paths: readonly string[]): string {
  const names = paths.slice(0, MAX_NAMED).map((path) => path.slice(path.lastIndexOf('/') + 1));
  const more = paths.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ');
}

/** The heading a written document opens with. */
function headingOf(content: unknown): string {
  return typeof content === 'string' && content.startsWith('#') ? planTitle(content.slice(0, 1_000)) : '';
}
