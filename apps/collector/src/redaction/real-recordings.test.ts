import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unpackLines } from '../unpacking/unpack-lines.ts';

const FOLDER = new URL('../../../../../shared/data/recordings/', import.meta.url);
const SETTINGS = { off: [], parameters: [] };

/** Batches of real recordings, some hundred events each. */
function batchesOf(file: string): Buffer[] {
  const events: unknown = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  const isEvents = Array.isArray(events) && events.every((event) => typeof event?.type === 'number');
  if (!isEvents) return [];
  const count = Math.ceil(events.length / 500);
  const parts = Array.from({ length: count }, (_, n) => events.slice(500 * n, 500 * (n + 1)));
  return parts.map((part) => Buffer.from(part.map((event) => JSON.stringify(event)).join('\n')));
}

/** All of a value but the text of its strings; theirs apart, by the key that they stand under. */
function shapeOf(value: unknown): { shape: string; strings: [string, string][] } {
  const strings: [string, string][] = [];
  const shape = JSON.stringify(value, (key, inner) => {
    if (typeof inner !== 'string') return inner;
    strings.push([key, inner]);
    return '';
  });
  return { shape, strings };
}

describe.skipIf(!existsSync(FOLDER))('real recordings (skipped where shared/data is not there)', () => {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : [];
  const pairs = files.flatMap((file) =>
    batchesOf(file).map((batch) => {
      const { lines } = unpackLines(batch, SETTINGS);
      const read = (bytes: Uint8Array) =>
        Buffer.from(bytes)
          .toString()
          .split('\n')
          .map((line) => JSON.parse(line));
      return { file, before: shapeOf(read(batch)), after: shapeOf(read(lines)) };
    }),
  );

  it('are there, and enough of them', () => {
    expect(pairs.length).toBeGreaterThan(50);
  });

  it('keep their structure, numbers and keys, node for node', () => {
    for (const { file, before, after } of pairs) expect(after.shape === before.shape, file).toBe(true);
  });

  it('lose no style, class, geometry or embedded file', () => {
    const kept = /^(?:_cssText|cssText|rule|style|class|d|points|transform|viewBox|rr_dataURL|id|type|tagName)$/;
    const changed = pairs.flatMap(({ before, after }) =>
      before.strings.flatMap(([key, text], n) => {
        const now = after.strings[n]?.[1];
        const isKept = (kept.test(key) && !text.includes('@')) || text.startsWith('data:');
        return isKept && now !== text ? [`${key}: ${text.slice(0, 80)} -> ${now?.slice(0, 80)}`] : [];
      }),
    );
    expect(changed).toEqual([]);
  });

  it('keep the names of the files that they are drawn from', () => {
    const asset = /^https?:\/\/[^?#@]*\.(?:css|png|jpe?g|svg|gif|webp|avif|woff2?)$/;
    const changed = pairs.flatMap(({ before, after }) =>
      before.strings.flatMap(([, text], n) => (asset.test(text) && after.strings[n]?.[1] !== text ? [text] : [])),
    );
    expect(changed).toEqual([]);
  });

  it('change in less than two of a hundred strings', () => {
    let all = 0;
    let changed = 0;
    for (const { before, after } of pairs) {
      all += before.strings.length;
      changed += before.strings.filter(([, text], n) => after.strings[n]?.[1] !== text).length;
    }
    expect(changed / all).toBeLessThan(0.02);
  });
});
