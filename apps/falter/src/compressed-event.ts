import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { EVENT_TYPE } from '@falter/wire';
import type { InflatePart } from './recording-text.ts';

/** Parts of `data` that PostHog's recorder compresses one by one, in mutations and in changes of style sheets. */
const PARTS = ['texts', 'attributes', 'removes', 'adds'] as const;

const GZIP = '\u001f\u008b';
const ZSTD = '\u0028\u00b5\u002f\u00fd';

/**
 * An event as rrweb made it, from one that PostHog's recorder compressed in part: `cv` marks it, and then `data` of a snapshot,
 * or the lists of a mutation, are zipped JSON with one byte a character. Anything else is handed back as it came.
 * @throws Error where such a part is damaged or inflates past what an event may have.
 */
export function decompressEvent(entry: unknown, inflate: InflatePart): unknown {
  if (typeof entry !== 'object' || entry === null || !('cv' in entry)) return entry;
  const { cv: _, ...event } = entry as Record<string, unknown>;
  if (event.type === EVENT_TYPE.fullSnapshot) return { ...event, data: partOf(event.data, inflate) };
  if (typeof event.data !== 'object' || event.data === null) return event;
  const data: Record<string, unknown> = { ...event.data };
  for (const part of PARTS) if (part in data) data[part] = partOf(data[part], inflate);
  return { ...event, data };
}

function partOf(part: unknown, inflate: InflatePart): unknown {
  if (typeof part !== 'string') return part;
  if (part.startsWith(GZIP)) return JSON.parse(inflate(part, gunzipSync));
  if (part.startsWith(ZSTD)) return JSON.parse(inflate(part, zstdDecompressSync));
  return part;
}
