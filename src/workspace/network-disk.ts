// `f_type` of statfs on Linux: linux/magic.h and the headers of the file systems themselves.
const NETWORK: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xff534d42: 'CIFS',
  0xfe534d42: 'SMB',
  0x01021997: '9p, a folder of another machine or of Windows',
  0x65735546: 'FUSE, e.g. sshfs',
  0x00c36400: 'Ceph',
  0x5346414f: 'AFS',
  0x6b414653: 'AFS',
  0x73757245: 'Coda',
  0x564c: 'NCP',
  0x01161970: 'GFS2',
  0x7461636f: 'OCFS2',
  0x0bd00bd0: 'Lustre',
  0x47504653: 'GPFS',
  0x786f4256: 'a folder of the host of VirtualBox',
};

/**
 * The kind of file system that a folder is on where that is a network's, from what `statfs` calls it. Elsewhere than on Linux
 * its numbers mean nothing; on Windows the path of a share tells.
 */
export function nameNetworkDisk(path: string, type: number, platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return /^[\\/]{2}[^.?\\/]/.test(path) ? 'a network share' : undefined;
  // 32-bit systems give the number signed.
  return platform === 'linux' ? NETWORK[type >>> 0] : undefined;
}
