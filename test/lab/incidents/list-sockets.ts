import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const NETWORK = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'];

/** The sockets of a process by which it could be reached, or could reach another machine, from proc(5). Pipes to its parent are none. */
export function listSockets(pid: number): readonly string[] {
  const own = new Set(listInodes(pid));
  const network = NETWORK.flatMap((kind) => readTable(kind).map((fields) => ({ kind, inode: fields[9] ?? '' })));
  // Bit 16 of the flags: it waits for connections.
  const listening = readTable('unix').filter((fields) => (Number.parseInt(fields[3] ?? '', 16) & 0x1_0000) !== 0);
  const unix = listening.map((fields) => ({ kind: 'unix', inode: fields[6] ?? '' }));
  return [...network, ...unix].filter(({ inode }) => own.has(inode)).map(({ kind, inode }) => `${kind} ${inode}`);
}

function listInodes(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(readlink(`${folder}/${fd}`))?.[1] ?? []);
}

function readlink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

// Without its heading.
function readTable(kind: string): readonly (readonly string[])[] {
  const lines = readFileSync(`/proc/net/${kind}`, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => line.trim().split(/\s+/));
}
