import { describe, expect, it } from 'vitest';
import { killTree } from '../../src/process/kill-tree.ts';

describe('killing a tree', () => {
  it('signals the group of a child', () => {
    const killed: unknown[] = [];
    killTree(4711, 'SIGTERM', { platform: 'linux', kill: (...args) => (killed.push(args), true) });
    expect(killed).toEqual([[-4711, 'SIGTERM']]);
  });

  it('asks Windows to end the child with its children', () => {
    const ran: unknown[] = [];
    const kill = (): never => expect.unreachable('Windows has no groups');
    for (const signal of ['SIGTERM', 'SIGKILL'] as const)
      killTree(4711, signal, { platform: 'win32', run: (...args) => void ran.push(args), kill });
    expect(ran).toEqual(Array.from({ length: 2 }, () => ['taskkill', ['/PID', '4711', '/T', '/F']]));
  });

  it.each(['ESRCH', 'EPERM'])('takes %s for gone', (code) => {
    const kill = (): never => {
      throw Object.assign(new Error(code), { code });
    };
    expect(() => killTree(4711, 'SIGKILL', { platform: 'darwin', kill })).not.toThrow();
  });
});
