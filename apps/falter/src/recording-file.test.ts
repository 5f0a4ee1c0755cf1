import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pack } from '@rrweb/packer/pack';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecordingFile } from './recording-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'falter-files-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function file(text: string): string {
  const path = join(directory, `${Math.random()}.json`);
  writeFileSync(path, text);
  return path;
}

const events = [
  { type: 4, timestamp: 1, data: { href: 'https://shop.example/', width: 1, height: 1 } },
  { type: 2, timestamp: 2, data: { node: { id: 1, type: 0, childNodes: [] }, initialOffset: { left: 0, top: 0 } } },
];

describe('a recording file', () => {
  it.each([
    ['an array', JSON.stringify(events)],
    ['an array with a byte order mark', `\ufeff${JSON.stringify(events)}`],
    ['an object with events', JSON.stringify({ events, title: 'x' })],
    ['one event a line', events.map((event) => JSON.stringify(event)).join('\n')],
    ['lines with CRLF and blanks between', events.map((event) => JSON.stringify(event)).join('\r\n\r\n')],
    ['packed events', JSON.stringify(events.map((event) => pack(event as never)))],
    ['packed events, one a line', events.map((event) => JSON.stringify(pack(event as never))).join('\n')],
  ])('may be %s', (_, text) => {
    const read = readRecordingFile(file(text));
    expect(read.skipped).toBe(0);
    expect(read.events.map(({ type, timestamp }) => [type, timestamp])).toEqual([
      [4, 1],
      [2, 2],
    ]);
  });

  it('may be a single event on a single line', () => {
    expect(readRecordingFile(file(JSON.stringify(events[0]))).events).toEqual([events[0]]);
  });

  it('has entries that are no events: they are left out and counted', () => {
    const text = JSON.stringify([...events, null, 'not packed', { type: 99, timestamp: 1 }, { type: 3 }]);
    expect(readRecordingFile(file(text))).toEqual({ events, skipped: 4 });
    const cut = `${JSON.stringify(events[0])}\n{"type":2,"timest`;
    expect(readRecordingFile(file(cut))).toEqual({ events: [events[0]], skipped: 1 });
  });

  it.each([
    ['', 'is not JSON'],
    ['hello', 'is not JSON'],
    ['[]', 'has no rrweb events'],
    ['[1,2]', 'has no rrweb events'],
    ['{"a":1}', 'is JSON but no recording'],
    ['7', 'is JSON but no recording'],
  ])('that is none is named: %j', (text, words) => {
    expect(() => readRecordingFile(file(text))).toThrow(words);
  });

  it('that is missing, or a directory, is named', () => {
    expect(() => readRecordingFile(join(directory, 'missing'))).toThrow('cannot be read (ENOENT)');
    expect(() => readRecordingFile(directory)).toThrow('cannot be read (EISDIR)');
  });
});
