import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJsonArray } from './json-array.ts';

async function convert(chunks: readonly Uint8Array[]): Promise<{ text: string; lines: number }> {
  let text = '';
  let lines = 0;
  const stream = (async function* () {
    yield* chunks;
  })();
  for await (const chunk of toJsonArray(stream, () => lines++)) text += Buffer.from(chunk).toString('latin1');
  return { text: Buffer.from(text, 'latin1').toString(), lines };
}

describe('lines of JSON as an array', () => {
  it('of nothing is empty', async () => {
    expect(JSON.parse((await convert([])).text)).toEqual([]);
    expect(JSON.parse((await convert([Buffer.from('\n\n')])).text)).toEqual([]);
  });

  it('are the same values, wherever they are cut', async () => {
    const values = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.nat(), fc.dictionary(fc.string(), fc.nat())));
    const cuts = fc.array(fc.nat({ max: 40 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(values, cuts, fc.boolean(), async (list, sizes, ended) => {
        const bytes = Buffer.from(list.map((value) => JSON.stringify(value)).join('\n') + (ended ? '\n' : ''));
        const chunks: Uint8Array[] = [];
        for (let from = 0, n = 0; from < bytes.length; n++) {
          const size = (sizes[n % sizes.length] ?? 0) + 1;
          chunks.push(bytes.subarray(from, from + size));
          from += size;
        }
        const { text, lines } = await convert(chunks);
        expect(JSON.parse(text)).toEqual(list);
        expect(lines).toBe(list.length);
      }),
    );
  });
});
