import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINE_MAX_CHARS, readLines } from './ndjson.ts';

function streamOf(chunks: Uint8Array<ArrayBuffer>[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

function cut(bytes: Uint8Array<ArrayBuffer>, at: number[]): Uint8Array<ArrayBuffer>[] {
  const cuts = [0, ...at.map((share) => share % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return cuts.slice(1).map((end, index) => bytes.slice(cuts[index], end));
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function valuesOf(
  chunks: Uint8Array<ArrayBuffer>[],
): Promise<{ values: unknown[]; malformed: number; bytes: number }> {
  const values: unknown[] = [];
  const report = await readLines(streamOf(chunks), (value) => values.push(value));
  return { values, ...report };
}

describe('lines of JSON in a stream', () => {
  it('come out whole and in order, wherever the stream was cut', async () => {
    const lines = fc.array(fc.jsonValue(), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.nat(), { maxLength: 9 }), async (written, cuts) => {
        const text = written.map((value) => JSON.stringify(value)).join('\n');
        const { values, malformed } = await valuesOf(cut(encode(text), cuts));
        expect(JSON.stringify(values)).toBe(JSON.stringify(written));
        expect(malformed).toBe(0);
      }),
    );
  });

  it('survive a cut inside of a character', async () => {
    const { values } = await valuesOf(cut(encode('{"a":"é😀"}'), [7, 9, 10]));
    expect(values).toEqual([{ a: 'é😀' }]);
  });

  it('that are no JSON are counted, and the rest is read', async () => {
    expect(await valuesOf([encode('{"a":1}\nnot json\n\n{"a":2}\n{"cut')])).toMatchObject({
      values: [{ a: 1 }, { a: 2 }],
      malformed: 2,
    });
  });

  it('that never end are counted, and the rest is read', async () => {
    const chunk = encode('x'.repeat(LINE_MAX_CHARS / 4));
    const { values, malformed } = await valuesOf([chunk, chunk, chunk, chunk, chunk, encode('\n{"a":1}')]);
    expect(values).toEqual([{ a: 1 }]);
    expect(malformed).toBe(1);
  });

  it('tell how many bytes came, as they come', async () => {
    const seen: number[] = [];
    await readLines(
      streamOf([encode('1\n'), encode('22\n')]),
      () => {},
      ({ bytes }) => seen.push(bytes),
    );
    expect(seen).toEqual([2, 5, 5]);
  });

  it('that break off are an error', async () => {
    const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => controller.error(new Error('gone')),
    });
    await expect(readLines(broken, () => {})).rejects.toThrow('gone');
  });
});
