/**
 * Whether nobody but this user and root owns it, by its user id. Root trusts everybody's, for in a container it works in the folders of whoever
 * started it; where there are no user ids, all are trusted.
 */
export function isTrusted(owner: number): boolean {
  const me = process.geteuid?.();
  return me === undefined || me === 0 || owner === me || owner === 0;
}
