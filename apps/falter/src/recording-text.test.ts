import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { EVENT_MAX_BYTES } from '@falter/wire';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecordingFile } from './recording-file.ts';
import { FileTooLarge, inflateParts, readText } from './recording-text.ts';

const directory = mkdtempSync(join(tmpdir(), 'falter-text-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function file(bytes: string | Buffer): string {
  const path = join(directory, `${Math.random()}.json`);
  writeFileSync(path, bytes);
  return path;
}

describe('the text of a file', () => {
  it('is whole over many reads, gzipped or not', () => {
    const text = '0123456789'.repeat(1024 * 1024);
    expect(readText(file(text)) === text).toBe(true);
    expect(readText(file(gzipSync(text))) === text).toBe(true);
  });

  it.skipIf(!existsSync('/dev/zero'))('without an end is read no further than the limit (/dev/zero)', () => {
    expect(() => readText('/dev/zero')).toThrow(FileTooLarge);
  });

  it.skipIf(!existsSync('/dev/null'))('of a device that has none is empty (/dev/null)', () => {
    expect(readText('/dev/null')).toBe('');
  });
});

describe('parts of a file', () => {
  const part = (length: number) => gzipSync(Buffer.alloc(length, 'a')).toString('latin1');

  it('inflate as far as an event may have, and no further', () => {
    const inflate = inflateParts();
    expect(inflate(part(EVENT_MAX_BYTES), gunzipSync).length).toBe(EVENT_MAX_BYTES);
    expect(() => inflate(part(EVENT_MAX_BYTES + 1), gunzipSync)).toThrow('larger than');
    expect(() => inflate('no zip', gunzipSync)).toThrow('incorrect header');
    expect(inflate(part(3), gunzipSync)).toBe('aaa');
  });

  it('inflate as far as a file may have all together, also those that went too far', () => {
    for (const length of [EVENT_MAX_BYTES, EVENT_MAX_BYTES + 1]) {
      const inflate = inflateParts();
      const zipped = part(length);
      const inflateAll = () => {
        for (let n = 0; n < 30; n++) {
          try {
            inflate(zipped, gunzipSync);
          } catch (error) {
            if (error instanceof FileTooLarge) throw error;
          }
        }
      };
      expect(inflateAll).toThrow('has over 256 MiB');
    }
  });

  it("of rrweb's packer and of PostHog's recorder are bombs in vain: the file is refused, and memory stays free", () => {
    const blank = ' '.repeat(12 * 1024 * 1024);
    const json = `{"type":2,"timestamp":1700000000000,"data":{"node":{}},"v":"v1"}${blank}`;
    const packed = deflateSync(json).toString('latin1');
    const cut = { type: 2, timestamp: 1, cv: '2024-10', data: gzipSync(json).toString('latin1') };
    expect(inflateSync(Buffer.from(packed, 'latin1')).toString()).toBe(json);
    for (const entry of [packed, cut]) {
      const path = file(JSON.stringify(Array.from({ length: 40 }, () => entry)));
      expect(() => readRecordingFile(path)).toThrow('has over 256 MiB. Cut it into one file a session.');
    }
  });
});
