import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sharedData } from '../../test/shared-data.ts';

/** Writes the team's transcripts into a scratch folder, each as `change` makes it. Their paths; undefined: the data is not here. */
export function unpackTranscripts(folder: string, change: (text: string) => string = (text) => text): readonly string[] | undefined {
  const archive = sharedData('transcripts/claude-code/entire-cli/sessions-gz');
  if (archive === undefined) return undefined;
  return readdirSync(archive).map((file) => {
    const path = join(folder, file.replace(/\.gz$/, ''));
    writeFileSync(path, change(gunzipSync(readFileSync(join(archive, file))).toString('utf8')));
    return path;
  });
}
