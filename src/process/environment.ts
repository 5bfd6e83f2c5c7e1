// What programs need to run at all, and nothing that could be a secret: where they are, who runs them, how text is written,
// where temporary files go; on Windows also what its system libraries are found by.
const NEEDED = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR', 'TEMP', 'TMP'];
const NEEDED_ON_WINDOWS = ['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA'];

/** The environment of a child: what every program needs, and the variables of `names`; nothing else is handed down. */
export function selectEnvironment(from: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  const wanted = [...NEEDED, ...NEEDED_ON_WINDOWS, ...names];
  return Object.fromEntries(wanted.map((name) => [name, from[name]]).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
