import type { Run } from '../evidence/commands.ts';
import { hasChanged } from '../evidence/story.ts';
import type { Story } from '../evidence/story.ts';

const BY_PREFIX: ReadonlyMap<string, string> = new Map([
  ['fix', 'bugfix'],
  ['bugfix', 'bugfix'],
  ['hotfix', 'bugfix'],
  ['feat', 'feature'],
  ['feature', 'feature'],
  ['refactor', 'refactor'],
  ...['docs', 'doc', 'chore', 'test', 'tests', 'style', 'ci', 'build', 'perf', 'revert'].map((prefix) => [prefix, 'change'] as const),
]);
const SECURITY =
  /\b(?:CVE-\d{4}-\d+|vulnerabilit(?:y|ies)|(?:sql|command|prompt) injection|xss|csrf|path traversal|(?:leaked|exposed|committed) (?:secret|credential|token|password|api key)s?)\b/i;
const REPAIRED =
  /^(?:fix|fixed|resolve|resolved|repair|prevent|correct|corrected|stop|handle)\b|\b(?:bug|race condition|regression|crash(?:es|ed)?|root cause)\b/i;
const COMPLAINT =
  /\b(?:fails?|failing|broken|bugs?|crash(?:es|ed|ing)?|doesn't work|not work(?:ing)?|fix(?:es|ed)?|wrong|incorrect(?:ly)?|regression|(?:this|an|the following) (?:error|exception)|error:|throws?|hangs?|race condition|(?:code|function|command|it|tests?|hook|method|page|button|script) (?:doesn't|does not|isn't|didn't)|got lost|is lost|is empty)\b/i;
const RESHAPED =
  /^(?:refactor|renam|extract|mov(?:e|ed)|simplif|clean|dedup|restructur|consolidat|inline|split|remov|delet|drop|replac)\w*/i;
const RESHAPE = /\b(?:refactor|rename|extract (?:this|the|it)|simplif(?:y|ier)|clean ?up|dead code|unused|duplicat\w+|consolidate)\b/i;
const ADDED = /^(?:add|implement|introduc|creat|support|allow|enabl|build|built|expos|integrat|generat)\w*/i;
const ADD =
  /\b(?:add|implement|new (?:command|flag|option|feature|endpoint|field)|support for|feature|i'd like (?:us )?to|we should (?:also )?(?:show|have|do))\b/i;
const DOCUMENT = /\.(?:md|mdx|txt|rst|ya?ml|json|toml|ini|cfg|lock)$|(?:^|\/)(?:LICENSE|\.gitignore|Makefile|Dockerfile)$|(?:^|\/)docs?\//i;
const TEST = /[._](?:test|spec)\.\w+$|_test\.\w+$|(?:^|\/)(?:tests?|__tests__)\//i;

/** The type of a turn's memory, from what was done first and what was said second. */
export function kindOf(story: Story, title: string): string {
  const asked = story.request.sentences.slice(0, 6).join(' ');
  if (SECURITY.test(`${title} ${asked}`)) return 'security_note';
  if (!hasChanged(story)) return story.runs.some(leavesMark) ? 'change' : 'discovery';
  return byCommits(story) ?? byWords(title, asked, story.files.modified);
}

/** Pushed, released, installed: done outside the files. */
function leavesMark({ purpose, failed }: Run): boolean {
  return !failed && (purpose === 'history' || purpose === 'release' || purpose === 'install');
}

function byCommits({ commits }: Story): string | undefined {
  return commits.map(({ prefix }) => BY_PREFIX.get(prefix)).findLast((type) => type !== undefined);
}

function byWords(title: string, asked: string, modified: readonly string[]): string {
  if (REPAIRED.test(title)) return 'bugfix';
  if (modified.length > 0 && modified.every((file) => DOCUMENT.test(file))) return 'change';
  if (COMPLAINT.test(asked) && !RESHAPE.test(asked)) return 'bugfix';
  if (modified.length > 0 && modified.every((file) => DOCUMENT.test(file) || TEST.test(file))) return 'change';
  if (RESHAPED.test(title) || RESHAPE.test(asked)) return 'refactor';
  return ADDED.test(title) || ADD.test(asked) ? 'feature' : 'change';
}
