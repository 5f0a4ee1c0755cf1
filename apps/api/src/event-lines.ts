import type { Readable } from 'node:stream';
import type { AssetTexts } from '@falter/store';
import { assetsReferred, expandAssets } from '@falter/wire';

/**
 * The event lines of a stored recording as they stream in, without their newlines. Not Node's readline: it ends a line at U+2028 too,
 * which may stand inside of JSON.
 */
export async function* eventLines(stored: Readable): AsyncGenerator<string> {
  // What belongs to one line is joined once, when its end is there: a snapshot of 10 MB comes in hundreds of pieces.
  let parts: string[] = [];
  for await (const text of stored.setEncoding('utf8') as AsyncIterable<string>) {
    const [first = '', ...more] = text.split('\n');
    parts.push(first);
    for (const next of more) {
      const line = parts.join('');
      if (line !== '') yield line;
      parts = [next];
    }
  }
  const last = parts.join('');
  if (last !== '') yield last;
}

/** The same lines as rrweb recorded them: the texts of style sheets in the place of references. What is lacking is an empty sheet. */
export async function* expandLines(
  lines: AsyncIterable<string>,
  { texts, project }: { texts: AssetTexts; project: string },
): AsyncGenerator<string> {
  for await (const line of lines) {
    const referred = assetsReferred(line);
    yield referred.size === 0 ? line : expandAssets(line, await texts.read(project, referred));
  }
}
