/** A shell command, taken apart as far as is needed to know what it was for. */
export interface Shell {
  /** For a reader: without folder changes, redirections, pagers and here-documents; one line. */
  readonly display: string;
  /** The simple commands it is made of, wrappers such as `cd`, `sudo`, `npx` or variables taken off. */
  readonly parts: readonly string[];
  /** The folder it changes to first, else empty. */
  readonly folder: string;
}

const HEREDOC = /<<-?\s*(['"]?)(\w{1,40})\1/;
const REDIRECTION = / \d?>{1,2} ?(?:&\d|\/dev\/null)| \| ?(?:head|tail|less|cat|tee|grep|sed|awk|sort|wc|jq|cut|uniq)\b[^|;&]*/g;
const WRAPPER =
  /^(?:\w+=(?:"[^"]*"|'[^']*'|\S*)|sudo|time|command|exec|nice|env|then|do|\(|timeout\s+(?:-\S+\s+)*\S+|npx(?:\s+-y)?|bunx|pnpm\s+(?:exec|dlx)|yarn\s+dlx|uv\s+run|poetry\s+run|pipenv\s+run|bundle\s+exec|python3?\s+-m|mise\s+(?:exec|x)\s+--|docker\s+compose\s+(?:exec|run)\s+(?:-\S+\s+)*\S+)\s+/;
const MAX = 4_000;

/** Takes a shell command apart. Not a parser: quotes are respected, here-documents end the reading. */
export function readShell(command: string): Shell {
  const text = withoutHeredoc(command.slice(0, MAX)).replaceAll('\\\n', ' ');
  const parts = split(text)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('#'));
  const folder = /^cd\s+(?:"([^"]+)"|'([^']+)'|(\S+))/.exec(parts[0] ?? '');
  const kept = parts.filter((part) => !/^(?:cd|export|source|set|pushd|popd|echo|printf|sleep)\b/.test(part));
  return {
    display: kept.join(' && ').replace(/\s+/g, ' ').replace(REDIRECTION, '').trim(),
    parts: kept.map(unwrapped),
    folder: folder?.[1] ?? folder?.[2] ?? folder?.[3] ?? '',
  };
}

function unwrapped(part: string): string {
  let rest = part;
  for (let i = 0; i < 4; i += 1) {
    const match = WRAPPER.exec(rest);
    if (match === null) break;
    rest = rest.slice(match[0].length);
  }
  return rest;
}

function withoutHeredoc(text: string): string {
  const match = HEREDOC.exec(text);
  return match === null ? text : text.slice(0, match.index);
}

/** Splits at `&&`, `||`, `;` and line ends outside quotes. Pipes stay in their part. */
function split(text: string): string[] {
  const parts: string[] = [];
  let quote = '';
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]!;
    if (char === '\\') i += 1;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else {
      const width = separatorAt(text, i);
      if (width === 0) continue;
      parts.push(text.slice(start, i));
      start = i + width;
      i += width - 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function separatorAt(text: string, at: number): number {
  const two = text.slice(at, at + 2);
  if (two === '&&' || two === '||') return 2;
  return two[0] === ';' || two[0] === '\n' ? 1 : 0;
}
