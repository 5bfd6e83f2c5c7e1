/** Overlapping pairs of the characters of a run, in order: `東京都` gives `東京 京都`. One character comes back alone. */
export function bigrams(run: string): readonly string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}
