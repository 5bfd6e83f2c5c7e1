/** What of a repository's configuration tells which project it is. */
export interface GitConfig {
  /** Addresses of remotes by name, in the order of the file. */
  readonly remotes: ReadonlyMap<string, string>;
  /** All addresses of all remotes, also those that are only written to. */
  readonly addresses: readonly string[];
  /** `core.worktree`: where the working tree is, relative to the git folder. */
  readonly worktree: string | undefined;
}

/** Reads a git configuration file. What it cannot make sense of is left out; included files are not read. */
export function parseGitConfig(text: string): GitConfig {
  const remotes = new Map<string, string>();
  const addresses: string[] = [];
  let worktree: string | undefined;
  let section = { name: '', subsection: '' };
  for (const line of text.split('\n')) {
    section = parseSection(line) ?? section;
    const entry = parseEntry(line);
    if (entry === undefined) continue;
    if (section.name === 'remote' && /^(?:push)?url$/.test(entry.key)) addresses.push(entry.value);
    if (section.name === 'remote' && entry.key === 'url' && !remotes.has(section.subsection)) remotes.set(section.subsection, entry.value);
    if (section.name === 'core' && entry.key === 'worktree') worktree = entry.value;
  }
  return { remotes, addresses, worktree };
}

function parseSection(line: string): { name: string; subsection: string } | undefined {
  const text = line.trim();
  const end = text.lastIndexOf(']');
  if (!text.startsWith('[') || end < 0) return undefined;
  const [name = ''] = text.slice(1, end).split(/[\s"]/, 1);
  const quoted = text.slice(1 + name.length, end).trim();
  return { name: name.toLowerCase(), subsection: quoted.startsWith('"') && quoted.endsWith('"') ? unescape(quoted.slice(1, -1)) : '' };
}

function parseEntry(line: string): { key: string; value: string } | undefined {
  const at = line.indexOf('=');
  if (at < 0) return undefined;
  const key = line.slice(0, at).trim().toLowerCase();
  return /^[a-z][a-z\d-]*$/.test(key) ? { key, value: parseValue(line.slice(at + 1).trim()) } : undefined;
}

// A comment starts at the first # or ; outside quotes.
function parseValue(text: string): string {
  let value = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') quoted = !quoted;
    else if (char === '\\') value += text.charAt((at += 1));
    else if (!quoted && (char === '#' || char === ';')) break;
    else value += char;
  }
  return value.trim();
}

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}
