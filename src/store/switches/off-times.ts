import type { OffTime } from '../../ports/switches.ts';

/** One line of a switch's file: `off <from> <to or -> <user or automatic>`, or `on <at>`; times in milliseconds. */
export function writeOff({ from, to, automatic }: OffTime): string {
  return `off ${from} ${Number.isFinite(to) ? to : '-'} ${automatic ? 'automatic' : 'user'}\n`;
}

/** The line that ends what is off. */
export function writeOn(at: number): string {
  return `on ${at}\n`;
}

/** The times that a switch's file tells of. A line that was torn is passed over. */
export function readOffTimes(text: string): readonly OffTime[] {
  const times: OffTime[] = [];
  for (const line of text.split('\n')) {
    const [, verb, at = '', to = '', by = ''] = LINE.exec(line) ?? [];
    if (verb === undefined) continue;
    end(times, Number(at));
    if (verb === 'off') times.push({ from: Number(at), to: to === '-' ? Infinity : Number(to), automatic: by === 'automatic' });
  }
  return times;
}

const LINE = /^(off|on) (\d+)(?: (\d+|-) (user|automatic))?$/;

function end(times: OffTime[], at: number): void {
  const last = times.at(-1);
  if (last !== undefined && last.to > at) times[times.length - 1] = { ...last, to: Math.max(at, last.from) };
}
