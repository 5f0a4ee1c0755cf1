import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflateEvents, parse } from './batch.ts';
import type { Envelope } from './envelope.ts';
import { WIRE_ERRORS, WireError } from './errors.ts';
import type { RecordedEvent } from './event.ts';
import { isRecordedEvent, writeEventLines } from './event-lines.ts';
import { frame } from './framing.ts';
import { gzip } from './gzip.ts';
import { BATCH_MAX_BYTES, INFLATED_MAX_BYTES, SEQ_MAX, TIME_MAX_MS } from './limits.ts';
import { join, SAMPLE_ENVELOPE, SAMPLE_EVENTS, sampleLines, utf8 } from './sample-batch.ts';

async function outcome(body: unknown): Promise<string> {
  try {
    const batch = await parse(body);
    expect(batch.events.length).toBe(batch.lines.length);
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(WireError);
    const { name, status } = error as WireError;
    expect(WIRE_ERRORS[name]).toBe(status);
    return name;
  }
}

/** Any UTF-16 at all, and the characters that break framings more often than chance would. */
const nasty = fc.constantFrom(
  '\ud800',
  '\udfff',
  '\0',
  '\n',
  '\r',
  '\u2028',
  '\u2029',
  '\u202e',
  '👩‍👩‍👧',
  '"',
  '\\',
  '\ufeff',
  '{',
  ']',
);
const anyUnit = fc.oneof(
  nasty,
  fc.integer({ max: 0xffff, min: 0 }).map((unit) => String.fromCharCode(unit)),
);
const anyText = fc.string({ unit: anyUnit });
const anyId = fc.stringMatching(/^[A-Za-z0-9_-]{16,64}$/);
const count = fc.integer({ max: Number.MAX_SAFE_INTEGER, min: 0 });

const anyEnvelope: fc.Arbitrary<Envelope> = fc.record({
  v: fc.constant(1 as const),
  key: fc.string({ maxLength: 200, unit: anyUnit }).map((text) => text.slice(0, 256)),
  session: anyId,
  secret: anyId,
  tab: anyId,
  seq: fc.integer({ max: SEQ_MAX, min: 0 }),
  sentAt: fc.maxSafeInteger().map((ms) => ms % TIME_MAX_MS),
  page: anyId,
  release: anyText.map((text) => text.slice(0, 128)),
  counters: fc.record({ dropped: count, faults: count }),
});

const { value: anyData } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, anyText, fc.integer(), fc.constantFrom(null, true, 0.5), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', 'length')), tie('value'), {
    maxKeys: 4,
  }),
}));

const anyEvent: fc.Arbitrary<RecordedEvent> = fc.record({
  type: fc.integer({ max: 6, min: 0 }),
  timestamp: fc.double({ max: TIME_MAX_MS, min: -TIME_MAX_MS, noNaN: true }).map((ms) => ms + 0),
  data: anyData,
});

const anyEvents = fc.array(anyEvent, { maxLength: 6, minLength: 1 });

describe('a batch', () => {
  it('H18: comes out of parse as it went into frame, gzipped or plain, for any text', async () => {
    await fc.assert(
      fc.asyncProperty(anyEnvelope, anyEvents, fc.boolean(), async (envelope, events, packed) => {
        const text = utf8(writeEventLines(events));
        const batch = await parse(frame(envelope, packed ? await gzip(text) : text));
        expect(batch.envelope).toEqual({ ...envelope, sentAt: envelope.sentAt + 0 });
        // As JSON text: that tells a lone surrogate from U+FFFD and an own __proto__ from none.
        expect(JSON.stringify(batch.events)).toBe(JSON.stringify(events));
        expect(batch.lines).toEqual(events.map((event) => JSON.stringify(event)));
      }),
    );
  });

  it('is a batch or a named error, for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => void (await outcome(bytes))),
    );
  });

  it('is a batch or a named error, for a good envelope before any bytes, gzipped or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), fc.boolean(), async (bytes, packed) => {
        const name = await outcome(frame(SAMPLE_ENVELOPE, packed ? await gzip(bytes) : bytes));
        expect(name).not.toMatch(/accepted|envelope/);
      }),
    );
  });

  it('is a batch or a named error, wherever bytes of a good one are replaced, removed or added', async () => {
    const bodies = [frame(SAMPLE_ENVELOPE, sampleLines()), frame(SAMPLE_ENVELOPE, await gzip(sampleLines()))];
    const place = fc.integer({ max: 800, min: 0 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...bodies),
        place,
        fc.nat(20),
        fc.uint8Array({ maxLength: 20 }),
        async (body, at, gone, put) => {
          await outcome(join(body.subarray(0, at), put, body.subarray(at + gone)));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('H04: is a named error wherever a gzipped one is cut', async () => {
    const body = frame(SAMPLE_ENVELOPE, await gzip(sampleLines()));
    const head = frame(SAMPLE_ENVELOPE, new Uint8Array()).length;
    const names: string[] = [];
    for (let length = 0; length < body.length; length++) names.push(await outcome(body.subarray(0, length)));
    expect(names.slice(0, 1)).toEqual(['empty']);
    expect(new Set(names.slice(1, head))).toEqual(new Set(['bad_envelope']));
    expect(names.slice(head, head + 2)).toEqual(['empty', 'not_json']);
    expect(new Set(names.slice(head + 2))).toEqual(new Set(['truncated']));
  });

  it('is never stored in part: a plain one that is cut inside an event is refused', async () => {
    const body = frame(SAMPLE_ENVELOPE, utf8(writeEventLines(SAMPLE_EVENTS.slice(0, 1))));
    const head = frame(SAMPLE_ENVELOPE, new Uint8Array()).length;
    for (let length = head + 1; length < body.length; length++) {
      expect(await outcome(body.subarray(0, length))).toBe('not_json');
    }
  });
});

describe('what is no batch', () => {
  it.each([undefined, null, '', 'text', 0, {}, [], [123], new ArrayBuffer(3)])(
    'H19: %o is empty: it is no bytes',
    async (body) => {
      expect(await outcome(body)).toBe('empty');
    },
  );

  it('H19: no bytes, an envelope alone, and an envelope with nothing inside the gzip are empty', async () => {
    expect(await outcome(new Uint8Array())).toBe('empty');
    expect(await outcome(frame(SAMPLE_ENVELOPE, new Uint8Array()))).toBe('empty');
    expect(await outcome(frame(SAMPLE_ENVELOPE, await gzip(new Uint8Array())))).toBe('empty');
    expect(await outcome(frame(SAMPLE_ENVELOPE, await gzip(utf8('\n'))))).toBe('empty');
  });

  it('is over the limit of bytes by one', async () => {
    const room = BATCH_MAX_BYTES - frame(SAMPLE_ENVELOPE, new Uint8Array()).length;
    const [first = '', ...more] = writeEventLines(SAMPLE_EVENTS).split('\n');
    // One event alone would be too large before its batch is.
    const bytes = (length: number) => utf8([first.padEnd(5_000_000), ...more].join('\n').padEnd(length));
    expect(await outcome(frame(SAMPLE_ENVELOPE, bytes(room)))).toBe('accepted');
    expect(await outcome(frame(SAMPLE_ENVELOPE, bytes(room + 1)))).toBe('too_large');
  });

  it('H01: inflates past its limit', async () => {
    const packed = await gzip(new Uint8Array(INFLATED_MAX_BYTES + 1));
    expect(await outcome(frame(SAMPLE_ENVELOPE, packed))).toBe('inflates_too_far');
  });

  it('H06, H17: has events that are neither JSON nor gzip', async () => {
    const brotli = Uint8Array.of(0x0b, 0x02, 0x80, 0x61, 0x62, 0x63, 0x03);
    const zstd = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
    const mark = join(Uint8Array.of(0xef, 0xbb, 0xbf), sampleLines());
    for (const events of [brotli, zstd, mark, Uint8Array.of(0x1f), utf8('[]'), utf8('null'), utf8(' ')]) {
      await expect(inflateEvents(events)).rejects.toMatchObject({ name: 'not_json' });
    }
    expect(await outcome(frame(SAMPLE_ENVELOPE, await gzip(mark)))).toBe('not_json');
  });

  it('H17: has an envelope with a byte order mark or with bytes that are not UTF-8', async () => {
    const body = frame({ ...SAMPLE_ENVELOPE, release: '@' }, sampleLines());
    expect(await outcome(body)).toBe('accepted');
    expect(await outcome(join(Uint8Array.of(0xef, 0xbb, 0xbf), body))).toBe('bad_envelope');
    expect(await outcome(body.map((byte) => (byte === 64 ? 0xff : byte)))).toBe('bad_envelope');
  });

  it('is not inflated twice', async () => {
    expect(await outcome(frame(SAMPLE_ENVELOPE, await gzip(await gzip(sampleLines()))))).toBe('not_json');
  });

  it('names the envelope first when both parts are wrong', async () => {
    expect(await outcome(utf8('{"v":9}\nx'))).toBe('wrong_version');
  });
});

const recordings = new URL('../../../../shared/data/recordings/', import.meta.url);
const missing = !existsSync(recordings);
if (missing)
  console.log('skipped: real recordings pass through a batch (no ../shared/data/recordings beside the repository)');

describe('real recordings', () => {
  it.skipIf(missing)('pass through batches of 200 events byte for byte', async () => {
    const files = readdirSync(recordings).filter((file) => file.endsWith('.json'));
    let passed = 0;
    for (const file of files) {
      const events = recordedEvents(readFileSync(new URL(file, recordings), 'utf8'));
      for (let at = 0; at < events.length; at += 200) {
        const some = events.slice(at, at + 200);
        const batch = await parse(frame(SAMPLE_ENVELOPE, await gzip(utf8(writeEventLines(some)))));
        expect(batch.lines.join('\n')).toBe(writeEventLines(some));
        passed += batch.events.length;
      }
    }
    expect(passed).toBeGreaterThan(9_000);
  });
});

function recordedEvents(text: string): RecordedEvent[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isRecordedEvent) : [];
  } catch {
    return [];
  }
}
