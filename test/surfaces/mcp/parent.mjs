// A parent that is killed: starts the session process on its own stdin and stdout, tells its id, and waits.
import { spawn } from 'node:child_process';

const [server] = process.argv.slice(2);
const child = spawn(process.execPath, [server], { stdio: ['pipe', 'inherit', 'inherit'] });
process.stdin.pipe(child.stdin);
process.stderr.write(`${child.pid}\n`);
