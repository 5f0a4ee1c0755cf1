import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Envelope, parseEnvelope } from './envelope.ts';
import { ENVELOPE_MAX_BYTES, KEY_MAX_CHARS, RELEASE_MAX_CHARS, SEQ_MAX, TIME_MAX_MS } from './limits.ts';
import { join, SAMPLE_ENVELOPE, utf8 } from './sample-batch.ts';

const sample = JSON.stringify(SAMPLE_ENVELOPE);

/** The sample with one field written as this JSON text; `undefined` leaves the field out. */
function withField(field: string, json: string | undefined): string {
  const { [field as keyof Envelope]: _, ...rest } = SAMPLE_ENVELOPE;
  const others = JSON.stringify(rest).slice(1, -1);
  return json === undefined ? `{${others}}` : `{${others},"${field}":${json}}`;
}

function withCounter(field: string, json: string | undefined): string {
  const other = field === 'dropped' ? '"faults":0' : '"dropped":0';
  return withField('counters', json === undefined ? `{${other}}` : `{${other},"${field}":${json}}`);
}

function refusal(line: string | Uint8Array): { name: string; message: string } {
  try {
    parseEnvelope(line);
  } catch (error) {
    return error as Error;
  }
  return { name: 'accepted', message: '' };
}

const NO_STRING = [undefined, 'null', 'true', '0', '1.5', '[]', '{}', '["a"]'];
const NO_NUMBER = [undefined, 'null', 'true', '""', '"3"', '[]', '[3]', '{}', '1.5', '-0', '1e400', '-1e400', '1e-7'];

describe('an envelope', () => {
  it('is read from text and from bytes alike', () => {
    expect(parseEnvelope(sample)).toEqual(SAMPLE_ENVELOPE);
    expect(parseEnvelope(utf8(sample))).toEqual(SAMPLE_ENVELOPE);
  });

  it('keeps its fields at every edge of their limits', () => {
    for (const seq of [0, SEQ_MAX]) expect(parseEnvelope(withField('seq', `${seq}`)).seq).toBe(seq);
    for (const id of ['a'.repeat(16), '_-'.repeat(32)]) expect(parseEnvelope(withField('tab', `"${id}"`)).tab).toBe(id);
    expect(parseEnvelope(withField('key', `"${'k'.repeat(KEY_MAX_CHARS)}"`)).key).toHaveLength(KEY_MAX_CHARS);
    expect(parseEnvelope(withField('release', '""')).release).toBe('');
    const most = `${Number.MAX_SAFE_INTEGER}`;
    expect(parseEnvelope(withCounter('faults', most)).counters.faults).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('H28: takes any time for the page clock: 1970, before it, year 9999, and nothing that is no time', () => {
    for (const sentAt of [0, -5, -62_198_755_200_000, 253_402_300_799_999, TIME_MAX_MS, -TIME_MAX_MS]) {
      expect(new Date(parseEnvelope(withField('sentAt', `${sentAt}`)).sentAt).toISOString()).toMatch(/Z$/);
    }
  });

  it('ignores fields it does not know, and gives none of them on', () => {
    const more = `${sample.slice(0, -1)},"zoom":2,"nested":{"seq":9,"deep":[{"seq":8}]},"":null}`;
    expect(parseEnvelope(more)).toStrictEqual(SAMPLE_ENVELOPE);
  });

  it('H14: pollutes nothing', () => {
    const planted = ['"__proto__":{"polluted":1,"key":"x"}', '"constructor":{"prototype":{"polluted":1}}'];
    for (const field of planted) {
      const envelope = parseEnvelope(`{${field},${sample.slice(1)}`);
      expect(envelope).toStrictEqual(SAMPLE_ENVELOPE);
      expect(Object.getPrototypeOf(envelope)).toBe(Object.prototype);
    }
    expect('polluted' in {}).toBe(false);
    // Values under __proto__ do not stand in for fields that are missing.
    expect(refusal(`{"__proto__":${sample}}`).name).toBe('wrong_version');
    expect(refusal(withField('counters', '{"__proto__":{"dropped":0,"faults":0}}')).name).toBe('bad_envelope');
  });

  it('H18: takes any text as a release, and gives it back unchanged', () => {
    for (const release of ['\ud800', '\u0000', '\u2028\u2029', '\u202e', '👩‍👩‍👧', '\ufeff', '"\\\n']) {
      expect(parseEnvelope(utf8(JSON.stringify({ ...SAMPLE_ENVELOPE, release }))).release).toBe(release);
    }
  });
});

describe('what is no envelope', () => {
  it.each([
    '',
    ' ',
    'null',
    '[]',
    '[[]]',
    '1',
    '"x"',
    'true',
    '{',
    '{]',
    'NaN',
    `${sample}x`,
    `[${sample}]`,
    `${sample}${sample}`,
  ])('H19: %j is bad_envelope or wrong_version', (line) => expect(refusal(line).name).toBe('bad_envelope'));

  it('H19: an empty object has no version', () => {
    expect(refusal('{}').name).toBe('wrong_version');
  });

  it('H17: bytes that are not UTF-8, and a byte order mark, are refused', () => {
    const broken = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]];
    for (const bytes of broken) {
      const [head = '', tail = ''] = withField('release', '"@"').split('@');
      expect(refusal(join(utf8(head), Uint8Array.from(bytes), utf8(tail))).name, `${bytes}`).toBe('bad_envelope');
    }
    expect(refusal(join(Uint8Array.of(0xef, 0xbb, 0xbf), utf8(sample))).name).toBe('bad_envelope');
    expect(refusal(`\ufeff${sample}`).name).toBe('bad_envelope');
    expect(refusal(new Uint8Array(Buffer.from(sample, 'utf16le'))).name).toBe('bad_envelope');
  });

  it('names assets by their hashes, each once, and refuses what is no list of them', () => {
    const hash = '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU';
    expect(parseEnvelope(withField('assets', JSON.stringify([hash, hash]))).assets).toEqual([hash]);
    const many = Array.from({ length: 101 }, (_, n) => String(n).padStart(43, '0'));
    for (const found of ['null', '{}', '"x"', '["x"]', '[1]', JSON.stringify(many)])
      expect(refusal(withField('assets', found)).name, found).toBe('bad_envelope');
    expect(parseEnvelope(withField('assets', JSON.stringify(many.slice(1)))).assets).toHaveLength(100);
  });

  it('says no where the visitor did, and nothing else does', () => {
    expect(parseEnvelope(withField('consent', 'false')).consent).toBe(false);
    for (const json of ['true', 'null', '0', '"false"']) {
      expect(parseEnvelope(withField('consent', json)), json).not.toHaveProperty('consent');
    }
  });

  it('is refused when it is longer than an envelope may be, before it is parsed', () => {
    expect(refusal(sample.padEnd(ENVELOPE_MAX_BYTES)).name).toBe('accepted');
    expect(refusal(sample.padEnd(ENVELOPE_MAX_BYTES + 1)).name).toBe('bad_envelope');
    expect(refusal('['.repeat(5_000_000)).name).toBe('bad_envelope');
  });

  it('does not overflow the stack however deep 8 KiB nest', () => {
    const room = ENVELOPE_MAX_BYTES - sample.length - 10;
    const arrays = '['.repeat(room / 2) + ']'.repeat(room / 2);
    const objects = `${'{"":'.repeat(room / 5)}0${'}'.repeat(room / 5)}`;
    for (const nested of [arrays, objects])
      expect(refusal(`${sample.slice(0, -1)},"x":${nested}}`).name).toBe('accepted');
  });

  it.each(['0', '2', '1.5', '-1', 'null', '"1"', 'true', '[1]', '{"v":1}', '1e400', undefined])(
    'has another version when v is %s',
    (json) => expect(refusal(withField('v', json)).name).toBe('wrong_version'),
  );

  it.each(['key', 'release', 'session', 'secret', 'tab', 'page'])('H16: %s is a string and nothing else', (field) => {
    for (const json of NO_STRING) expect(refusal(withField(field, json)).name, `${json}`).toBe('bad_envelope');
  });

  it.each([
    ['key', KEY_MAX_CHARS],
    ['release', RELEASE_MAX_CHARS],
  ])('%s has at most %i characters', (field, max) => {
    expect(refusal(withField(field, `"${'a'.repeat(max)}"`)).name).toBe('accepted');
    expect(refusal(withField(field, `"${'a'.repeat(max + 1)}"`)).name).toBe('bad_envelope');
  });

  it.each(['session', 'secret', 'tab', 'page'])(
    'H30: %s is an id: no path, no quote, no NUL, no other length',
    (field) => {
      const long = 'abcdefghijklmnop';
      const ids = [
        '',
        'a'.repeat(15),
        'a'.repeat(65),
        'a'.repeat(7_000),
        `${long}/`,
        `../../${long}`,
        `${long}%00`,
        `${long}\0`,
      ];
      const more = [
        `${long}"`,
        `${long}'`,
        `${long}\``,
        `${long} `,
        `${long}\n`,
        `\n${long}`,
        `${long}.`,
        `${long}é`,
        `${long}\u2028`,
      ];
      for (const id of [...ids, ...more]) {
        expect(refusal(withField(field, JSON.stringify(id))).name, JSON.stringify(id)).toBe('bad_envelope');
      }
    },
  );

  it.each(['seq', 'sentAt'])('H16, H27: %s is a whole number inside its limits', (field) => {
    const outside = field === 'seq' ? ['-1', `${SEQ_MAX + 1}`] : [`${TIME_MAX_MS + 1}`, `${-TIME_MAX_MS - 1}`];
    const huge = ['9007199254740992', '9007199254740993', '1e300', '-1e300'];
    for (const json of [...NO_NUMBER, ...outside, ...huge, 'NaN', 'Infinity', '01', '0x10']) {
      expect(refusal(withField(field, json)).name, `${json}`).toBe('bad_envelope');
    }
  });

  it.each(['dropped', 'faults'])('H16: counters.%s is a whole number from 0', (field) => {
    for (const json of [...NO_NUMBER, '-1', '9007199254740992', '1e300']) {
      expect(refusal(withCounter(field, json)).name, `${json}`).toBe('bad_envelope');
    }
  });

  it.each([undefined, 'null', '0', '"x"', '[]', '[0,0]', '{}', 'true'])('has no counters when they are %s', (json) => {
    expect(refusal(withField('counters', json)).name).toBe('bad_envelope');
  });
});

describe('H15: a key that stands twice', () => {
  it('is refused at every level and however it is written, also with the same value', () => {
    const twice = [
      `${sample.slice(0, -1)},"key":"other"}`,
      `${sample.slice(0, -1)},"key":"${SAMPLE_ENVELOPE.key}"}`,
      `{"seq":0,${sample.slice(1)}`,
      `${sample.slice(0, -1)},"\\u006bey" : "other"}`,
      withField('counters', '{"dropped":9,"faults":0,"dropped":0}'),
      `${sample.slice(0, -1)},"more":[{"a":1,"a":2}]}`,
      `${sample.slice(0, -1)},"__proto__":1,"__proto__":2}`,
    ];
    for (const line of twice) expect(refusal(line)).toMatchObject({ name: 'bad_envelope', message: /twice/ });
  });

  it('is not seen in texts that look like one, nor in two objects', () => {
    const texts = ['"key":1', '\\"key\\":', '","key":"', '\\', '":', '{"seq":1,"seq":2}'];
    for (const key of texts) expect(parseEnvelope(withField('key', JSON.stringify(key))).key).toBe(key);
    expect(refusal(`${sample.slice(0, -1)},"a":[{"x":1},{"x":2}],"b":{"x":1}}`).name).toBe('accepted');
  });

  it('is told from one key exactly, for any object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 8 }), (extra) => {
        const fields = Object.entries(extra).filter(([name]) => !(name in SAMPLE_ENVELOPE));
        const json = fields.map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`);
        expect(refusal(`${sample.slice(0, -1)}${json.join('')}}`).name).toBe('accepted');
        if (json.length > 0)
          expect(refusal(`${sample.slice(0, -1)}${json.join('')}${json[0]}}`).name).toBe('bad_envelope');
      }),
    );
  });
});

describe('a refusal', () => {
  it('echoes nothing of what was sent, whichever field it stood in', () => {
    const canaries = ['"CANARY/4111"', '["CANARY"]', '{"CANARY":1}', '41111111111111110000', '"CANARY', 'CANARY'];
    const fields = ['v', 'key', 'session', 'secret', 'tab', 'seq', 'sentAt', 'page', 'release', 'counters'];
    const lines = fields.flatMap((field) => canaries.map((json) => withField(field, json)));
    const counters = canaries.map((json) => withCounter('dropped', json));
    for (const line of [...lines, ...counters, 'CANARY', `${sample}CANARY`, `[${sample}`]) {
      const error = refusal(line);
      const told = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
      expect(told).not.toMatch(/CANARY|4111|secr_/);
      if (error.name !== 'accepted') expect(error.message).toMatch(/^\[wire\] .+\. .+\.$/);
    }
  });
});
