const DEFAULT_PORTS: Readonly<Record<string, string>> = { ssh: '22', 'git+ssh': '22', https: '443', http: '80', git: '9418' };
const HOST = /^(?:[a-z\d][\w.-]*|\[[\da-f:.]+\])$/;

/**
 * A remote's address as `host[:port]/path`, the same for every way to write it: without scheme, credentials, default
 * port and `.git`, the host in lower case. `undefined`: a local path, or nothing that is understood.
 */
export function remoteAddress(url: string): string | undefined {
  if (url.length > 2_000) return undefined;
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return fromScpForm(url);
  const port = DEFAULT_PORTS[scheme];
  if (port === undefined) return undefined;
  const rest = url.slice(scheme.length + 3);
  const slash = rest.indexOf('/');
  return slash < 0 ? undefined : build(rest.slice(0, slash), rest.slice(slash), port);
}

// user@host:path. A colon after a slash, or after a single letter, belongs to a local path.
function fromScpForm(url: string): string | undefined {
  const form = /^((?:[^@/:]*@)?(?:\[[^\]/]*\]|[^@/:[]{2,})):([^:].*)$/.exec(url);
  const path = form?.[2] ?? '';
  // What looks like this is an address whose user and password were mistaken for a host.
  return form === null || path.split('/', 1)[0]?.includes('@') ? undefined : build(form[1] ?? '', path, '');
}

function build(authority: string, rawPath: string, defaultPort: string): string | undefined {
  const address = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const [, host = address, port = ''] = /^(.*):(\d*)$/.exec(address) ?? [];
  const [unqualified = ''] = rawPath.split(/[?#]/, 1);
  const path = unqualified
    .split('/')
    .filter((part) => part !== '')
    .join('/')
    .replace(/\.git$/, '');
  if (!HOST.test(host) || path === '' || hasOddCharacters(path)) return undefined;
  return port === '' || port === defaultPort ? `${host}/${path}` : `${host}:${port}/${path}`;
}

function hasOddCharacters(path: string): boolean {
  return [...path].some((char) => char <= ' ' || char === '\u007F');
}
