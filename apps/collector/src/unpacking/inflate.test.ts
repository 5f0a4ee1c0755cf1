import { gzipSync } from 'node:zlib';
import { inflateEvents } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { inflate } from './inflate.ts';

const text = `{"type":3,"data":"${'x'.repeat(300_000)}"}`;
const zipped = gzipSync(text);

const nameOf = (bytes: Uint8Array, most = 1e6) =>
  inflate(bytes, most).then(
    () => 'whole',
    ({ name }) => name as string,
  );

describe('inflating', () => {
  it('gives back what was zipped, over many chunks', async () => {
    expect(Buffer.from(await inflate(zipped, text.length)).toString()).toBe(text);
  });

  it('stops at the limit', async () => {
    expect(await nameOf(zipped, text.length - 1)).toBe('inflates_too_far');
  });

  it.each([
    ['cut off', zipped.subarray(0, -3)],
    ['cut to its head', zipped.subarray(0, 4)],
    ['damaged', Buffer.from(zipped).fill(7, 20, 40)],
  ])('refuses what is %s', async (_, bytes) => {
    expect(await nameOf(bytes)).toBe('truncated');
  });

  it.each([
    ['bytes', Buffer.from('and more')],
    ['another stream', gzipSync('{"type":3}')],
    ['zeros', Buffer.alloc(9)],
  ])('refuses %s behind the end, with the check of the wire', async (_, behind) => {
    const events = Buffer.concat([zipped, behind]);
    await expect(inflateEvents(events, inflate)).rejects.toMatchObject({ name: 'truncated' });
    expect((await inflateEvents(zipped, inflate)).length).toBe(text.length);
  });
});
