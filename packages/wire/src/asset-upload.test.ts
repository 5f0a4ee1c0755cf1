import { describe, expect, it } from 'vitest';
import { parseAssetEnvelope } from './asset-upload.ts';
import { utf8 } from './sample-batch.ts';

const UPLOAD = {
  v: 1,
  key: 'a-write-key',
  session: 'session-0123456789',
  secret: 'secret-01234567890',
  hash: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  kind: 'css',
};

describe('the first line of an upload', () => {
  it('is read; what a newer page adds is left aside', () => {
    expect(parseAssetEnvelope(utf8(JSON.stringify({ ...UPLOAD, of: 'a newer one' })))).toEqual(UPLOAD);
  });

  it.each([
    ['nothing', ''],
    ['no hash', JSON.stringify({ ...UPLOAD, hash: undefined })],
    ['a path for a hash', JSON.stringify({ ...UPLOAD, hash: '../../etc/passwd'.padEnd(43, '_') })],
    ['an unknown kind', JSON.stringify({ ...UPLOAD, kind: 'script' })],
    ['a list for a kind', JSON.stringify({ ...UPLOAD, kind: ['css'] })],
    ['a short secret', JSON.stringify({ ...UPLOAD, secret: 'x' })],
  ])('with %s is refused', (_, line) => {
    expect(() => parseAssetEnvelope(utf8(line))).toThrow(expect.objectContaining({ name: 'bad_envelope' }));
  });

  it('of another version is refused', () => {
    const read = () => parseAssetEnvelope(utf8(JSON.stringify({ ...UPLOAD, v: 2 })));
    expect(read).toThrow(expect.objectContaining({ name: 'wrong_version' }));
  });
});
