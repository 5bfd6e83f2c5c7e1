/**
 * What keeps the exit code of a part from being that of the whole: its output was `shortened` by a pager, `cut off` at its end, or
 * `filtered` by a search; or it is `passed over`, as what follows runs in any case.
 */
export type Hidden = 'no' | 'shortened' | 'cut off' | 'filtered' | 'passed over';

/** A shell command, taken apart as far as is needed to know what it was for. */
export interface Shell {
  /** For a reader: without folder changes, redirections, pagers and here-documents; one line. */
  readonly display: string;
  /** The simple commands it is made of, wrappers such as `cd`, `sudo`, `npx` or variables taken off. */
  readonly parts: readonly string[];
  /** For each of them what its exit code is hidden by. */
  readonly hidden: readonly Hidden[];
  /** The folder it changes to first, else empty. */
  readonly folder: string;
}

const HEREDOC = /<<-?\s*(['"]?)(\w{1,40})\1/;
const REDIRECTION = / \d?>{1,2} ?(?:&\d|\/dev\/null)| \| ?(?:head|tail|less|cat|tee|grep|sed|awk|sort|wc|jq|cut|uniq)\b[^|;&]*/g;
const WRAPPER =
  /^(?:\w+=(?:"[^"]*"|'[^']*'|\S*)|sudo|time|command|exec|nice|env|then|do|\(|timeout\s+(?:-\S+\s+)*\S+|npx(?:\s+-y)?|bunx|pnpm\s+(?:exec|dlx)|yarn\s+dlx|uv\s+run|poetry\s+run|pipenv\s+run|bundle\s+exec|python3?\s+-m|mise\s+(?:exec|x)\s+--|docker\s+compose\s+(?:exec|run)\s+(?:-\S+\s+)*\S+)\s+/;
const PAGER = /^\|&?\s*(?:head|tail|less|more|cat|tee|sort)\b[^|]*$/;
const MAX = 4_000;

interface Step {
  readonly text: string;
  /** From its first pipe on. */
  readonly pipe: string;
  readonly separator: string;
}

/** Takes a shell command apart. Not a parser: quotes are respected, here-documents end the reading. */
export function readShell(command: string): Shell {
  const text = withoutHeredoc(command.slice(0, MAX)).replaceAll('\\\n', ' ');
  const steps = split(text)
    .map((step) => ({ ...step, text: step.text.trim() }))
    .filter((step) => step.text !== '' && !step.text.startsWith('#'));
  const folder = /^cd\s+(?:"([^"]+)"|'([^']+)'|(\S+))/.exec(steps[0]?.text ?? '');
  const passedOver = lastPassedOver(steps);
  const strict = /\bpipefail\b/.test(text);
  const kept = steps
    .map((step, at) => ({ text: step.text, hidden: hiddenBy(step, strict, at <= passedOver) }))
    .filter((step) => !/^(?:cd|export|source|set|pushd|popd|echo|printf|sleep)\b/.test(step.text));
  return {
    display: kept
      .map((step) => step.text)
      .join(' && ')
      .replace(/\s+/g, ' ')
      .replace(REDIRECTION, '')
      .trim(),
    parts: kept.map((step) => unwrapped(step.text)),
    hidden: kept.map(({ hidden }) => hidden),
    folder: folder?.[1] ?? folder?.[2] ?? folder?.[3] ?? '',
  };
}

function hiddenBy({ pipe }: Step, strict: boolean, isPassedOver: boolean): Hidden {
  if (pipe === '' || strict) return isPassedOver ? 'passed over' : 'no';
  if (!PAGER.test(pipe)) return 'filtered';
  return /^\|&?\s*head\b/.test(pipe) ? 'cut off' : 'shortened';
}

/** Up to which of the steps, itself included, what follows runs whatever came of it. */
function lastPassedOver(steps: readonly Step[]): number {
  const at = steps.findLastIndex(({ separator }, index) => index < steps.length - 1 && separator !== '&&');
  return steps[at]?.separator === '||' ? at + 1 : at;
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
function split(text: string): Step[] {
  const steps: Step[] = [];
  let quote = '';
  let start = 0;
  let pipe = -1;
  const end = (at: number, separator: string): void => {
    steps.push({ text: text.slice(start, at), pipe: pipe < 0 ? '' : text.slice(pipe, at).trimEnd(), separator });
    start = at + separator.length;
    pipe = -1;
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]!;
    if (char === '\\') i += 1;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else {
      const width = separatorAt(text, i);
      if (width > 0) {
        end(i, text.slice(i, i + width));
        i += width - 1;
      } else if (char === '|' && pipe < 0) pipe = i;
    }
  }
  end(text.length, '');
  return steps;
}

function separatorAt(text: string, at: number): number {
  const two = text.slice(at, at + 2);
  if (two === '&&' || two === '||') return 2;
  return two[0] === ';' || two[0] === '\n' ? 1 : 0;
}
