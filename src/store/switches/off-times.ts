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
    end(times, Number(at), verb === 'on');
    if (verb === 'off') times.push({ from: Number(at), to: to === '-' ? Infinity : Number(to), automatic: by === 'automatic' });
  }
  return times.toSorted((a, b) => a.from - b.from);
}

const LINE = /^(off|on) (\d+)(?: (\d+|-) (user|automatic))?$/;

// Who turns something off for a time that is past changes nothing of what came later.
function end(times: OffTime[], at: number, isOn: boolean): void {
  for (const [index, time] of times.entries()) {
    if (time.to > at && (isOn || time.from <= at)) times[index] = { ...time, to: Math.max(at, time.from) };
  }
}
