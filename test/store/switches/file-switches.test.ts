import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Switches } from '../../../src/ports/switches.ts';
import { openSwitches } from '../../../src/store/switches/file-switches.ts';
import { tempFolder } from '../../temp-folder.ts';
import { modeOf } from '../modes.ts';

const USER = { automatic: false };

describe('switches', () => {
  it('are on where nobody turned them off', () => {
    const { switches, folder } = open();
    expect(switches.offTimes()).toEqual([]);
    expect(switches.offTimes('s')).toEqual([]);
    expect(readdirSync(join(folder, '..'))).toEqual([]);
  });

  it('that are automatic make no folder for a memory that is not there', () => {
    const root = tempFolder();
    openSwitches(join(root, 'memory', 'off')).turnOff({ session: 's', from: 20, automatic: true });
    expect(readdirSync(root)).toEqual([]);
    mkdirSync(join(root, 'memory'));
    const { offTimes, turnOff } = openSwitches(join(root, 'memory', 'off'));
    turnOff({ session: 's', from: 20, automatic: true });
    expect(offTimes('s')).toHaveLength(1);
  });

  it('are one for everything and one for each session', () => {
    const { switches } = open();
    switches.turnOff({ from: 10 });
    switches.turnOff({ session: 's', from: 20, automatic: true });
    expect(switches.offTimes()).toEqual([{ from: 10, to: Infinity, ...USER }]);
    expect(switches.offTimes('s')).toEqual([{ from: 20, to: Infinity, automatic: true }]);
    expect(switches.offTimes('t')).toEqual([]);
  });

  it.each<[string, (switches: Switches) => void, object[]]>([
    ['off and on again', (s) => (s.turnOff({ from: 1 }), s.turnOn({ at: 5 })), [{ from: 1, to: 5 }]],
    ['off for a while', (s) => s.turnOff({ from: 1, to: 9 }), [{ from: 1, to: 9 }]],
    ['on before the while is over', (s) => (s.turnOff({ from: 1, to: 9 }), s.turnOn({ at: 5 })), [{ from: 1, to: 5 }]],
    ['on long after', (s) => (s.turnOff({ from: 1, to: 9 }), s.turnOn({ at: 50 })), [{ from: 1, to: 9 }]],
    ['on when it was on', (s) => s.turnOn({ at: 5 }), []],
    [
      'off twice',
      (s) => (s.turnOff({ from: 1, to: 9 }), s.turnOff({ from: 4 })),
      [
        { from: 1, to: 4 },
        { from: 4, to: Infinity },
      ],
    ],
    ['on by a clock that was set back', (s) => (s.turnOff({ from: 8 }), s.turnOn({ at: 5 })), [{ from: 8, to: 8 }]],
  ])('tell when they were off: %s', (_, turn, times) => {
    const { switches } = open();
    turn(switches);
    expect(switches.offTimes()).toMatchObject(times);
    expect(switches.offTimes()).toHaveLength(times.length);
  });

  it('that one process turns are turned for every other at once', () => {
    const { switches, folder } = open();
    const other = openSwitches(folder);
    expect(other.offTimes('s')).toEqual([]);
    switches.turnOff({ session: 's', from: 1 });
    expect(other.offTimes('s')).toHaveLength(1);
    other.turnOn({ session: 's', at: 2 });
    expect(switches.offTimes('s')).toMatchObject([{ to: 2 }]);
  });

  it('pass over a line that was torn', () => {
    const { switches, folder } = open();
    switches.turnOff({ from: 1, to: 5 });
    appendFileSync(join(folder, 'everything'), '\noff 99999 - us');
    switches.turnOff({ from: 7 });
    expect(switches.offTimes()).toMatchObject([{ from: 1, to: 5 }, { from: 7 }]);
  });

  it('name no session, and are for their owner alone', () => {
    const { switches, folder } = open();
    switches.turnOff({ session: 'plover', from: 1 });
    const [file = ''] = readdirSync(folder);
    expect(file + readFileSync(join(folder, file), 'utf8')).not.toContain('plover');
    expect([modeOf(folder), modeOf(join(folder, file))]).toEqual([0o700, 0o600]);
  });

  it('that cannot be read are off; that cannot be turned say so', () => {
    const { switches, folder } = open();
    mkdirSync(join(folder, 'everything'), { recursive: true });
    expect(switches.offTimes()).toMatchObject([{ from: 0, to: Infinity }]);
    expect(() => switches.turnOff({ from: 1 })).toThrow(expect.objectContaining({ code: 'store_unavailable' }));
    writeFileSync(join(folder, '../file'), '');
    chmodSync(join(folder, '../file'), 0o600);
    const nowhere = openSwitches(join(folder, '../file/off'));
    expect(nowhere.offTimes()).toEqual([]);
    expect(() => nowhere.turnOff({ from: 1 })).toThrow(expect.objectContaining({ code: 'store_unavailable' }));
  });
});

function open(): { switches: Switches; folder: string } {
  const folder = join(tempFolder(), 'off');
  return { switches: openSwitches(folder), folder };
}
