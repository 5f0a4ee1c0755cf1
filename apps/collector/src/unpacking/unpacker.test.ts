import { gzipSync } from 'node:zlib';
import { INFLATED_MAX_BYTES } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { Unpacker } from './unpacker.ts';

const SETTINGS = { off: [], parameters: [] };
const EVENT = '{"type":3,"timestamp":1,"data":';
const unpacker = new Unpacker();

function unpack(text: string, hold: (bytes: number) => void = () => {}) {
  return unpacker.unpack(gzipSync(text), SETTINGS, { hold });
}

describe('the events of a batch', () => {
  it('are the same from a thread of their own as from here', async () => {
    const small = `${EVENT}"jane@shop.example é"}\n{"type":9,"timestamp":1}\n${EVENT}1}`;
    const large = `${EVENT}"${'x y '.repeat(200_000)}"}`;
    const both = await unpack(`${small}\n${large}`);
    const { hash, bytes, lines, ...rest } = await unpack(small);
    expect(both).toMatchObject({ rejected: rest.rejected, redactions: rest.redactions, events: rest.events + 1 });
    expect(both.lines).toBe(`${lines}\n${large}`);
    expect([hash.length, both.hash.length, bytes < both.bytes]).toEqual([64, 64, true]);
  });

  it('are refused by the same names from there', async () => {
    const nested = `${EVENT}${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    await expect(unpack(nested)).rejects.toMatchObject({
      name: 'too_deep',
      status: 400,
      message: /^\[wire\] an event nests/,
    });
    await expect(unpack('{'.repeat(2 * INFLATED_MAX_BYTES))).rejects.toMatchObject({ name: 'inflates_too_far' });
    await expect(unpack(`${EVENT}1}\n${'x'.repeat(400_000)}`)).rejects.toMatchObject({ name: 'not_json' });
  });

  it('may come in any number: who waits is served in turn', async () => {
    const texts = Array.from({ length: 9 }, (_, n) => `${EVENT}"${`${'abcdefghi'[n]} `.repeat(200_000)}"}`);
    const all = await Promise.all(texts.map((text) => unpack(text)));
    expect(all.map(({ lines }) => lines)).toEqual(texts);
  });

  it('are held as long as they are there twice', async () => {
    for (const size of [1_000, 600_000]) {
      let held = 0;
      const { bytes } = await unpack(`${EVENT}"${'x '.repeat(size / 2)}"}`, (more) => {
        held += more;
      });
      expect(held).toBe(2 * bytes);
    }
  });
});
