import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzip, gzip, isGzip } from './gzip.ts';
import { join, sampleLines, utf8 } from './sample-batch.ts';

const MIB = 1024 * 1024;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** What becomes of bytes: the inflated text, or the name of the refusal. Anything that is no WireError fails the test. */
async function outcome(bytes: Uint8Array, maxBytes = MIB): Promise<string> {
  try {
    return `text:${text(await gunzip(bytes, maxBytes))}`;
  } catch (error) {
    expect(error).toMatchObject({ name: expect.stringMatching(/^(truncated|inflates_too_far)$/) });
    return (error as Error).name;
  }
}

describe('gzip', () => {
  it('gives back what it was given, for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
        const packed = await gzip(bytes);
        expect(isGzip(packed)).toBe(true);
        expect(await gunzip(packed, 5_000)).toEqual(bytes);
      }),
    );
  });

  it('gives back what is larger than any internal chunk', async () => {
    const bytes = new Uint8Array(3 * MIB).map((_, at) => (at * 2_654_435_761) >>> 24);
    expect(Buffer.compare(await gunzip(await gzip(bytes), 3 * MIB), bytes)).toBe(0);
  });

  it('speaks the format that other tools speak', async () => {
    expect(text(gunzipSync(await gzip(sampleLines())))).toBe(text(sampleLines()));
    expect(await gunzip(gzipSync(sampleLines(), { level: 1 }), MIB)).toEqual(sampleLines());
  });

  it('is known by its two first bytes, which no JSON text has', () => {
    expect(isGzip(Uint8Array.of(0x1f, 0x8b))).toBe(true);
    for (const other of [[], [0x1f], [0x8b, 0x1f], [0x1f, 0x8c], [123, 125]]) {
      expect(isGzip(Uint8Array.from(other))).toBe(false);
    }
  });
});

describe('gunzip of a damaged stream', () => {
  it('H04: says truncated wherever the stream was cut', async () => {
    const packed = await gzip(sampleLines());
    for (let length = 0; length < packed.length; length++) {
      expect(await outcome(packed.subarray(0, length)), `cut at ${length}`).toBe('truncated');
    }
  });

  it('H05: never gives another text when one bit is flipped, checksum and length included', async () => {
    const packed = await gzip(sampleLines());
    const whole = `text:${text(sampleLines())}`;
    for (let bit = 0; bit < packed.length * 8; bit++) {
      const flipped = packed.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(['truncated', whole], `bit ${bit}`).toContain(await outcome(flipped));
    }
  });

  it('H05: refuses a wrong checksum and a wrong length', async () => {
    for (const fromEnd of [8, 5, 4, 1]) {
      const packed = await gzip(sampleLines());
      packed[packed.length - fromEnd]! ^= 0xff;
      expect(await outcome(packed)).toBe('truncated');
    }
  });

  it('H05: refuses anything behind the end, a second stream included', async () => {
    const packed = await gzip(sampleLines());
    const empty = await gzip(new Uint8Array());
    const behind = [[0], [0, 0, 0, 0], [10], [0x1f], [0x1f, 0x8b], [...utf8('{}')], [...packed], [...empty]];
    for (const more of behind) {
      expect(await outcome(join(packed, Uint8Array.from(more))), `${more.length} bytes behind`).toBe('truncated');
    }
    // Node 22 reads over an empty stream in front: no byte more or less than the second one holds.
    expect(['truncated', `text:${text(sampleLines())}`]).toContain(await outcome(join(empty, packed)));
  });

  it('H05: refuses random bytes behind the magic', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await outcome(join(Uint8Array.of(0x1f, 0x8b), bytes))).toBe('truncated');
      }),
    );
  });
});

describe('the cap on inflated bytes', () => {
  it('lets through what is as long as the cap, and refuses one byte more', async () => {
    const packed = await gzip(new Uint8Array(100_000));
    expect((await gunzip(packed, 100_000)).length).toBe(100_000);
    expect(await outcome(packed, 99_999)).toBe('inflates_too_far');
  });

  it('H01: stops 305 kB that inflate to 300 MiB at the cap, without holding much more than the cap', async () => {
    const bomb = gzipSync(new Uint8Array(300 * MIB));
    expect(bomb.length).toBeLessThan(310_000);
    const before = process.memoryUsage().arrayBuffers;
    let peak = before;
    const sample = () => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    };
    const sampling = setInterval(sample, 1);
    try {
      expect(await outcome(bomb, MIB)).toBe('inflates_too_far');
    } finally {
      clearInterval(sampling);
    }
    sample();
    expect(peak - before).toBeLessThan(16 * MIB);
  });

  it('keeps no text of the stream in the error', async () => {
    const error = await gunzip(await gzip(utf8('canary'.repeat(100))), 10).catch((refused) => refused);
    expect(`${error.message} ${error.cause}`).not.toContain('canary');
    expect(error).toMatchObject({ name: 'inflates_too_far', status: 413 });
  });
});
