import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from '@rrweb/packer/pack';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecordingFile } from './recording-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'falter-files-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function file(text: string | Buffer): string {
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
    ['gzipped', gzipSync(JSON.stringify(events))],
    [
      "an export of PostHog's, older",
      JSON.stringify({ version: '2022-12-02', data: { snapshotsByWindowId: { '': events } } }),
    ],
  ])('may be %s', (_, text) => {
    const read = readRecordingFile(file(text));
    expect(read).toEqual({ windows: [{ window: '', events }], skipped: 0 });
  });

  it('may be a single event on a single line', () => {
    expect(readRecordingFile(file(JSON.stringify(events[0]))).windows).toEqual([{ window: '', events: [events[0]] }]);
  });

  it('has entries that are no events: they are left out and counted', () => {
    const text = JSON.stringify([...events, null, 'not packed', { type: 99, timestamp: 1 }, { type: 3 }]);
    expect(readRecordingFile(file(text))).toEqual({ windows: [{ window: '', events }], skipped: 4 });
    const cut = `${JSON.stringify(events[0])}\n{"type":2,"timest`;
    expect(readRecordingFile(file(cut))).toEqual({ windows: [{ window: '', events: [events[0]] }], skipped: 1 });
  });

  it.each([
    ['', 'is not JSON'],
    ['hello', 'is not JSON'],
    ['[]', 'has no rrweb events'],
    ['[1,2]', 'has no rrweb events'],
    ['{"a":1}', 'is JSON but no recording'],
    ['7', 'is JSON but no recording'],
    ['{"version":"2023-04-28","data":{"id":"1"}}', 'is JSON but no recording'],
    ['[{"type":4,"data":{}},{"type":2,"data":{}}]', 'has no timestamps: nobody can tell when its 2 events happened'],
  ])('that is none is named: %j', (text, words) => {
    expect(() => readRecordingFile(file(text))).toThrow(words);
  });

  it('that is gzipped and cut off is named', () => {
    expect(() => readRecordingFile(file(gzipSync(JSON.stringify(events)).subarray(0, 30)))).toThrow(
      'gzipped and damaged',
    );
  });

  it('that is missing, or a directory, is named', () => {
    expect(() => readRecordingFile(join(directory, 'missing'))).toThrow('cannot be read (ENOENT)');
    expect(() => readRecordingFile(directory)).toThrow('cannot be read (EISDIR)');
  });
});

describe("PostHog's export", () => {
  const zip = (value: unknown) => gzipSync(JSON.stringify(value)).toString('latin1');
  const [meta, snapshot] = events;
  const lists = { texts: [{ id: 5, value: 'now' }], attributes: [], removes: [], adds: [] };
  const mutation = { type: 3, timestamp: 3, data: { source: 0, ...lists } };
  const zipped = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, zip(list)]));

  it('has several windows, and events compressed in part: each as rrweb made it', () => {
    const snapshots = [
      { windowId: 'window-a', ...meta },
      { windowId: 'window-b', ...meta, timestamp: 9 },
      { windowId: 'window-a', ...snapshot, cv: '2024-10', data: zip(snapshot?.data) },
      { windowId: 'window-a', ...mutation, cv: '2024-10', data: { source: 0, ...zipped } },
      {
        windowId: 'window-b',
        type: 3,
        timestamp: 10,
        cv: '2024-10',
        data: { source: 8, id: 4, adds: zip([{ rule: 'a{}' }]) },
      },
    ];
    const path = file(JSON.stringify({ version: '2023-04-28', data: { id: 'x', person: { name: 'Jo' }, snapshots } }));
    const sheet = { type: 3, timestamp: 10, data: { source: 8, id: 4, adds: [{ rule: 'a{}' }] } };
    expect(readRecordingFile(path)).toEqual({
      skipped: 0,
      windows: [
        { window: 'window-a', events: [meta, snapshot, mutation] },
        { window: 'window-b', events: [{ ...meta, timestamp: 9 }, sheet] },
      ],
    });
  });

  it('of which a part is damaged loses that event and no other', () => {
    const damaged = { ...snapshot, cv: '2024-10', data: `${zip(snapshot?.data).slice(0, 40)}` };
    const bomb = { ...snapshot, cv: '2024-10', data: zip(' '.repeat(12 * 1024 * 1024)) };
    const read = readRecordingFile(file(JSON.stringify({ data: { snapshots: [meta, damaged, bomb] } })));
    expect(read).toEqual({ windows: [{ window: '', events: [meta] }], skipped: 2 });
  });
});
