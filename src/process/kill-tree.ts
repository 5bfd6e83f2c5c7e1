import { spawnSync } from 'node:child_process';

/** What a tree is killed with; a test has its own. */
interface System {
  readonly platform: NodeJS.Platform;
  readonly kill: (pid: number, signal: NodeJS.Signals) => unknown;
  readonly run: (command: string, args: readonly string[]) => void;
}

const SYSTEM: System = {
  platform: process.platform,
  kill: (pid, signal) => process.kill(pid, signal),
  run: (command, args) => void spawnSync(command, args, { stdio: 'ignore', windowsHide: true, timeout: 5000 }),
};

/**
 * Signals a child that leads a process group, and with it the whole group; on Windows, which has neither, the tree of its
 * children is ended whatever the signal. Nothing happens where it is gone. The caller has to be sure that the id is still
 * the child's: as long as it was not waited for, or a process of its group is left, the system gives it to nobody else.
 */
export function killTree(pid: number, signal: NodeJS.Signals, system: Partial<System> = {}): void {
  const { platform, kill, run } = { ...SYSTEM, ...system };
  if (platform === 'win32') return run('taskkill', ['/PID', String(pid), '/T', '/F']);
  try {
    kill(-pid, signal);
  } catch (error) {
    // macOS says EPERM of a group in which all have ended.
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}
