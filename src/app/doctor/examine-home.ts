import type { HomeFacts } from '../../ports/workspace.ts';
import { count } from '../../model/count.ts';
import type { Finding } from './finding.ts';

const CHECK_FOLDER = 'Check that it is a folder, who owns it, and that its disk takes changes.';
const MB = 1024 * 1024;
const LITTLE_SPACE = 100 * MB;

/** Examines the folder of the memory, the disk it is on and what lies in it. */
export function examineHome(home: HomeFacts): readonly Finding[] {
  return [...examineFolder(home), ...examineExposed(home), ...examineDisk(home), ...examineSetAside(home)];
}

function examineFolder({ path, exists, writable, refused, open }: HomeFacts): Finding[] {
  if (!writable) {
    const text = `${path} ${exists ? 'cannot be written' : 'cannot be made'}: nothing new is remembered. ${CHECK_FOLDER}`;
    return [{ subject: 'folder', state: 'fail', text }];
  }
  if (refused !== undefined) return [{ subject: 'folder', state: 'fail', text: `${refused} Nothing new is remembered.` }];
  if (!exists) return [{ subject: 'folder', state: 'ok', text: `${path} is not there yet; it is made with the first event.` }];
  if (open) return [{ subject: 'folder', state: 'warn', text: `Others on this machine can look into ${path}. Run: chmod 700 ${path}` }];
  return [{ subject: 'folder', state: 'ok', text: path }];
}

function examineExposed({ path, exposed = [] }: HomeFacts): Finding[] {
  if (exposed.length === 0) return [];
  const text = `Not yours alone in ${path}: ${exposed.join(', ')}. Links and what is another user’s are not written to: move them away. What others can change, close: chmod go-w.`;
  return [{ subject: 'folder', state: 'warn', text }];
}

function examineDisk({ path, freeBytes, network }: HomeFacts): Finding[] {
  const findings: Finding[] = [];
  if (freeBytes < LITTLE_SPACE)
    findings.push({ subject: 'disk', state: 'warn', text: `Only ${Math.round(freeBytes / MB)} MB are free where ${path} is.` });
  if (network !== undefined)
    findings.push({
      subject: 'disk',
      state: 'warn',
      text: `${path} is not on a local disk (${network}): it may be slow, and two machines that use it at once can damage the database. Set HOLDFAST_HOME to a folder on a local disk.`,
    });
  return findings;
}

function examineSetAside({ path, setAside }: HomeFacts): Finding[] {
  if (setAside.count === 0) return [];
  const text = `${count(setAside.count, 'damaged database')} of ${Math.ceil(setAside.bytes / MB)} MB in all, set aside in ${path} as holdfast.db.damaged-*. Nobody deletes them but you.`;
  return [{ subject: 'set aside', state: 'warn', text }];
}
