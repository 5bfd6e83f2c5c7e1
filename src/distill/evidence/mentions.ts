const FILE = /[\w.@/-]{1,120}\.(?:[a-z]{1,5}|[a-z]{1,4}\d)\b/g;
const EXTENSION =
  /\.(?:ts|tsx|js|jsx|mjs|cjs|go|py|rb|rs|java|kt|swift|c|cc|cpp|h|hpp|cs|php|sh|sql|css|scss|html|vue|svelte|md|mdx|json|ya?ml|toml|ini|txt|lock|proto|gradle|xml)$/;

/** The names of the files a text mentions, without their folders. */
export function mentionedFiles(text: string): readonly string[] {
  return [...text.slice(0, 1_000).matchAll(FILE)]
    .map(([name]) => name)
    .filter((name) => EXTENSION.test(name))
    .map((name) => name.slice(name.lastIndexOf('/') + 1));
}
