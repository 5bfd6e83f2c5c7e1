import { describe, expect, it } from 'vitest';
import { whenFree } from '../../../src/app/work/when-free.ts';
import { HoldfastError } from '../../../src/model/error.ts';

const BUSY = new HoldfastError('store_busy', 'It is locked.');
const PATIENCE = { tries: 3, firstPauseMs: 1 };

describe('work that meets a busy database', () => {
  it('is tried again, so often and no more', async () => {
    let tries = 0;
    const failing = (times: number) => async () => {
      tries += 1;
      if (tries <= times) throw BUSY;
      return 'done';
    };
    expect(await whenFree(failing(2), undefined, PATIENCE)).toBe('done');
    tries = 0;
    await expect(whenFree(failing(3), undefined, PATIENCE)).rejects.toBe(BUSY);
    expect(tries).toBe(3);
  });

  it('is not tried again after another error, or once it is broken off', async () => {
    let tries = 0;
    const fail = (error: Error) => async () => {
      tries += 1;
      throw error;
    };
    await expect(whenFree(fail(new Error('no luck')), undefined, PATIENCE)).rejects.toThrow('no luck');
    const leaving = new AbortController();
    const waiting = whenFree(fail(BUSY), leaving.signal, { tries: 3, firstPauseMs: 60_000 });
    leaving.abort();
    await expect(waiting).rejects.toBe(BUSY);
    expect(tries).toBe(2);
  });
});
