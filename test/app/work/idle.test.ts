import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createIdle, type Idle } from '../../../src/app/work/idle.ts';
import { HoldfastError } from '../../../src/model/error.ts';

describe('idle work', () => {
  it('is done in the order it was asked for', async () => {
    const { idle } = make();
    const done: string[] = [];
    for (const name of ['a', 'b', 'c'])
      idle.add(
        name,
        steps(2, (i) => void done.push(`${name}${i}`)),
      );
    await idle.settled(1000);
    expect(done).toEqual(['a0', 'a1', 'b0', 'b1', 'c0', 'c1']);
  });

  it('of a name that waits already is not added again; while it runs, it is', async () => {
    const { idle } = make();
    let runs = 0;
    const task = steps(2, (i) => {
      if (i === 0) runs += 1;
      if (i === 0 && runs === 1) idle.add('same', task);
    });
    idle.add('same', task);
    idle.add('same', task);
    await idle.settled(1000);
    expect(runs).toBe(2);
  });

  it('starts after its delay', async () => {
    const { idle } = make();
    const began = performance.now();
    let startedAfter = 0;
    idle.add(
      'late',
      steps(1, () => void (startedAfter = performance.now() - began)),
      60,
    );
    await idle.settled(1000);
    expect(startedAfter).toBeGreaterThan(50);
  });

  it('lets everything that arrives be answered between two steps', async () => {
    const { idle } = make();
    let step = 0;
    idle.add(
      'long',
      steps(200, (i) => void (step = i)),
    );
    const answeredAt: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      await setImmediate();
      answeredAt.push(step);
    }
    expect(answeredAt.at(-1)).toBeLessThan(20);
    await idle.settled(1000);
    expect(step).toBe(199);
  });

  it('is waited for no longer than asked', async () => {
    const { idle } = make();
    idle.add(
      'endless',
      steps(100_000, () => undefined),
    );
    const began = performance.now();
    await idle.settled(40);
    expect(performance.now() - began).toBeLessThan(500);
    await idle.stop();
  });

  it('that waits for its time does not hold up what is due', async () => {
    const { idle } = make();
    const done: string[] = [];
    for (const [name, delay] of [
      ['late', 2000],
      ['later', 2500],
    ] as const)
      idle.add(
        name,
        steps(1, () => void done.push(name)),
        delay,
      );
    await setTimeout(20);
    idle.add(
      'now',
      steps(1, () => void done.push('now')),
    );
    await setTimeout(20);
    expect(done).toEqual(['now']);
    await idle.settled(20_000);
    expect(done).toEqual(['now', 'late', 'later']);
  });

  it('that met a database held by others is tried again later, and given up after three more times', async () => {
    const { idle, logged } = make(10);
    let tries = 0;
    const busy = (until: number) =>
      steps(1, () => {
        tries += 1;
        if (tries <= until) throw new HoldfastError('store_busy', 'It is locked');
      });
    idle.add('passes', busy(2));
    await idle.settled(5000);
    expect({ tries, logged }).toEqual({ tries: 3, logged: [] });
    tries = 0;
    idle.add('stays', busy(99));
    await idle.settled(5000);
    expect({ tries, logged }).toEqual({ tries: 4, logged: ['Idle work "stays" failed: It is locked'] });
  });

  it('that throws is written down, and the next is done', async () => {
    const { idle, logged } = make();
    let done = false;
    idle.add(
      'broken',
      steps(1, () => {
        throw new Error('no luck');
      }),
    );
    idle.add(
      'next',
      steps(1, () => void (done = true)),
    );
    await idle.settled(1000);
    expect(done).toBe(true);
    expect(logged).toEqual(['Idle work "broken" failed: no luck']);
  });

  it('is taken up again after everything was done, whenever the next task comes', async () => {
    const { idle } = make();
    let done = 0;
    for (let i = 0; i < 50; i += 1) {
      idle.add(
        `task ${i}`,
        steps(1, () => void (done += 1)),
      );
      for (let turns = 0; turns < i % 12; turns += 1) await Promise.resolve();
      idle.add(
        `then ${i}`,
        steps(1, () => void (done += 1)),
      );
      await idle.settled(1000);
    }
    expect(done).toBe(100);
  });
});

describe('idle work in the background', () => {
  it('gives way to all that is due, before every step', async () => {
    const { idle } = make();
    const done: string[] = [];
    const { promise: isDone, resolve: finish } = Promise.withResolvers<void>();
    idle.addBackground(
      'slow',
      steps(50, (i) => {
        done.push(`slow${i}`);
        if (i === 49) finish();
      }),
    );
    while (!done.includes('slow3')) await setImmediate();
    for (const name of ['a', 'b'])
      idle.add(
        name,
        steps(2, (i) => void done.push(`${name}${i}`)),
      );
    await idle.settled(1000);
    expect(done.slice(-4)).toEqual(['a0', 'a1', 'b0', 'b1']);
    expect(done).not.toContain('slow20');
    await isDone;
  });

  it('goes on while other work waits for its time, and is not waited for', async () => {
    const { idle } = make();
    let [slow, late] = [0, false];
    idle.addBackground(
      'endless',
      steps(1_000_000, (i) => void (slow = i)),
    );
    const began = performance.now();
    await idle.settled(1000);
    expect(performance.now() - began).toBeLessThan(500);
    idle.add(
      'late',
      steps(1, () => void (late = true)),
      60,
    );
    await idle.settled(1000);
    expect(late).toBe(true);
    expect(slow).toBeGreaterThan(1);
    await idle.stop();
  });

  it('of a name that goes on already begins again when it is done', async () => {
    const { idle } = make();
    let runs = 0;
    const task = steps(3, (i) => {
      if (i !== 1) return;
      runs += 1;
      if (runs === 1) for (let asked = 0; asked < 2; asked += 1) idle.addBackground('same', task);
    });
    idle.addBackground('same', task);
    for (let turns = 0; turns < 50; turns += 1) await setImmediate();
    expect(runs).toBe(2);
  });

  it('that throws is written down and ends, unless others held the database; asked for again, it begins', async () => {
    const { idle, logged } = make();
    let begun = 0;
    for (const error of [new Error('no luck'), new HoldfastError('store_busy', 'It is locked')]) {
      idle.addBackground(
        'broken',
        steps(9, () => {
          begun += 1;
          throw error;
        }),
      );
      for (let turns = 0; turns < 10; turns += 1) await setImmediate();
    }
    expect({ begun, logged }).toEqual({ begun: 2, logged: ['Idle work "broken" failed: no luck'] });
  });

  it('is cleaned up when it is stopped', async () => {
    const { idle } = make();
    let cleaned = false;
    idle.addBackground('endless', async function* () {
      try {
        for (;;) yield;
      } finally {
        cleaned = true;
      }
    });
    await setTimeout(20);
    await idle.stop();
    expect(cleaned).toBe(true);
  });
});

describe('stopping idle work', () => {
  it('lets the step that runs finish and clean up, and starts no other', async () => {
    const { idle } = make();
    const told: string[] = [];
    idle.add('running', async function* () {
      try {
        await setTimeout(30);
        told.push('finished the step');
        yield;
        told.push('began another');
      } finally {
        await setTimeout(5);
        told.push('cleaned up');
      }
    });
    idle.add(
      'waiting',
      steps(1, () => void told.push('began another task')),
    );
    await setTimeout(5);
    await idle.stop();
    expect(told).toEqual(['finished the step', 'cleaned up']);
    idle.add(
      'too late',
      steps(1, () => void told.push('began a new task')),
    );
    await idle.settled(20);
    expect(told).toHaveLength(2);
  });

  it('does not wait for a delay', async () => {
    const { idle } = make();
    let done = false;
    idle.add(
      'late',
      steps(1, () => void (done = true)),
      10_000,
    );
    const began = performance.now();
    await idle.stop();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(done).toBe(false);
  });

  it('may be done when nothing runs', async () => {
    await expect(make().idle.stop()).resolves.toBeUndefined();
  });
});

function make(retryMs?: number): { idle: Idle; logged: string[] } {
  const logged: string[] = [];
  return {
    idle: createIdle(
      { warn: (message, error) => void logged.push(`${message}: ${(error as Error).message}`), info: () => undefined },
      retryMs,
    ),
    logged,
  };
}

function steps(count: number, work: (step: number) => void): () => AsyncGenerator<void, void> {
  return async function* () {
    for (let i = 0; i < count; i += 1) {
      work(i);
      yield;
    }
  };
}
