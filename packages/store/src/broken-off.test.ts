import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { untilBrokenOff } from './broken-off.ts';

async function read(chunks: Buffer[]): Promise<{ bytes: string; broken: boolean }> {
  let bytes = '';
  try {
    for await (const chunk of untilBrokenOff(Readable.from(chunks))) bytes += chunk.toString('latin1');
    return { bytes, broken: false };
  } catch {
    return { bytes, broken: true };
  }
}

/** Cuts text into chunks of the given lengths, the rest into the last one. */
function cut(whole: string, lengths: number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let at = 0;
  for (const length of [...lengths, whole.length]) {
    if (at < whole.length) chunks.push(Buffer.from(whole.slice(at, at + length), 'latin1'));
    at += length;
  }
  return chunks;
}

const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 20 });
const lines = fc.array(fc.constantFrom('{"a":1}', '\r\n', '__exception__', '\n', 'x'), { maxLength: 20 });

describe('a streamed answer', () => {
  it('passes unchanged, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(lines, lengths, async (parts, at) => {
        const whole = parts.join('').replaceAll('\r\n__exception__\r\n', '');
        expect(await read(cut(whole, at))).toEqual({ bytes: whole, broken: false });
      }),
    );
  });

  it('ends where the engine broke off, wherever it is cut, and says nothing of the engine', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, async (at) => {
        const whole = '{"a":1}\n{"a":2}\n\r\n__exception__\r\ntag\r\nCode: 159. DB::Exception: secret';
        expect(await read(cut(whole, at))).toEqual({ bytes: '{"a":1}\n{"a":2}\n', broken: true });
      }),
    );
  });

  const store = useStore();

  it('of the real engine that fails in the middle reaches the reader as an error', async () => {
    const failing =
      "SELECT toString(throwIf(number = 3000000, 'broken on purpose')) || repeat('x', 50) FROM numbers(4000000)";
    const answer = await store.client.text(failing, {});
    await expect(text(answer)).rejects.toThrow('broke off');
  });
});
