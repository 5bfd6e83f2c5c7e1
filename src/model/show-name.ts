import { shorten } from './shorten.ts';

const LONGEST = 40;
const MOST = 5;

/** What somebody called a thing, as a terminal and a message can bear it: in one line, cut, without characters that control anything. */
export function showName(name: string, most: number = LONGEST): string {
  return shorten(name.toWellFormed().replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ''), most);
}

/** Such names, the first of them. */
export function showNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST).map((name) => showName(name));
  return names.length > MOST ? `${shown.join(', ')} and ${names.length - MOST} more` : shown.join(', ');
}
