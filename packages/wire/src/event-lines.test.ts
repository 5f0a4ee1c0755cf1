import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPE } from './event.ts';
import { isRecordedEvent, parseEventLines, writeEventLines } from './event-lines.ts';
import { BATCH_MAX_EVENTS, BATCH_MAX_VALUES, EVENT_MAX_BYTES, JSON_MAX_DEPTH, TIME_MAX_MS } from './limits.ts';
import { join, SAMPLE_EVENTS, utf8 } from './sample-batch.ts';

/** An event line whose data is this JSON text. */
const line = (json: string) => `{"type":5,"timestamp":1,"data":${json}}`;
const nest = (levels: number) => line('['.repeat(levels - 1) + ']'.repeat(levels - 1));

function refusal(lines: string | Uint8Array): string {
  try {
    parseEventLines(typeof lines === 'string' ? utf8(lines) : lines);
  } catch (error) {
    expect(error).toMatchObject({ message: expect.stringMatching(/^\[wire\] .+\. .+\.$/) });
    return (error as Error).name;
  }
  return 'accepted';
}

describe('event lines', () => {
  it('give back the events, and the text that each of them was', () => {
    const written = writeEventLines(SAMPLE_EVENTS);
    expect(parseEventLines(utf8(written))).toEqual({ events: SAMPLE_EVENTS, lines: written.split('\n') });
  });

  it('H18: keep the exact text: spaces, escapes, number forms, unknown fields, what JSON.stringify would rewrite', () => {
    const texts = [
      ' {"timestamp":1.0e3 , "type":5,"data":"\\u00e9é\\/\\ud800","more":-0}\r',
      line('"\u2028\u2029\u202e👩‍👩‍👧\u007f"'),
      line('"\\u0000"'),
      line('12345678901234567890'),
    ];
    expect(parseEventLines(utf8(texts.join('\n'))).lines).toEqual(texts);
  });

  it('may be separated and ended by empty lines', () => {
    expect(parseEventLines(utf8(`\n\n${line('1')}\n\n${line('2')}\n\n`)).lines).toEqual([line('1'), line('2')]);
  });

  it('H14: keep __proto__ as an ordinary key, and pollute nothing', () => {
    const text =
      '{"type":5,"timestamp":1,"__proto__":{"polluted":1},"data":{"constructor":{"prototype":{"polluted":1}}}}';
    const { events, lines } = parseEventLines(utf8(text));
    expect(lines).toEqual([text]);
    expect(Object.getPrototypeOf(events[0])).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
    expect(refusal('{"__proto__":{"type":5,"timestamp":1}}')).toBe('bad_event');
  });
});

describe('what is no event line', () => {
  it('H19: nothing at all is empty', () => {
    for (const nothing of ['', '\n', '\n\n\n']) expect(refusal(nothing)).toBe('empty');
  });

  it.each([
    'x',
    '{',
    '{"type":5',
    `${line('1')} ${line('2')}`,
    `${line('1')},`,
    `[${line('1')}`,
    ' ',
    'NaN',
    line('"a\tb"'),
    line('01'),
  ])('%j is not_json', (text) => expect(refusal(text)).toBe('not_json'));

  it.each(['null', '[]', '{}', '[[]]', '1', '"x"', 'true', `[${line('1')}]`])('H19: %s is bad_event', (text) => {
    expect(refusal(text)).toBe('bad_event');
  });

  it('refuses the whole batch for one bad line, and says which', () => {
    expect(() => parseEventLines(utf8([line('1'), line('2'), 'x'].join('\n')))).toThrow('event 2 is not JSON');
    expect(() => parseEventLines(utf8([line('1'), '{}'].join('\n')))).toThrow('event 1 is no rrweb event');
  });

  it('H17: bytes that are not UTF-8, a byte order mark and UTF-16 are not_json', () => {
    for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0x80], [0xe2, 0x82]]) {
      const [head = '', tail = ''] = line('"@"').split('@');
      expect(refusal(join(utf8(head), Uint8Array.from(bytes), utf8(tail))), `${bytes}`).toBe('not_json');
    }
    expect(refusal(`\ufeff${line('1')}`)).toBe('not_json');
    expect(refusal(`${line('1')}\n\ufeff${line('1')}`)).toBe('not_json');
    expect(refusal(new Uint8Array(Buffer.from(line('1'), 'utf16le')))).toBe('not_json');
  });

  it('echoes nothing of what was sent', () => {
    const lines = [
      'CANARY',
      '{"CANARY":1}',
      '"CANARY"',
      line('"CANARY'),
      '{"type":"CANARY","timestamp":1}',
      '{"type":4111}',
    ];
    for (const text of lines) {
      const error = (() => {
        try {
          return parseEventLines(utf8(text));
        } catch (refused) {
          return refused;
        }
      })();
      expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toMatch(/CANARY|4111/);
    }
  });
});

describe('isRecordedEvent', () => {
  it('knows every type of rrweb and no other', () => {
    const known = Object.values(EVENT_TYPE) as number[];
    for (let type = -2; type < 12; type++) expect(isRecordedEvent({ type, timestamp: 1 })).toBe(known.includes(type));
    for (const type of [1.5, Number.NaN, '3', null, undefined, [3]])
      expect(isRecordedEvent({ type, timestamp: 1 })).toBe(false);
  });

  it('H16, H28: wants a timestamp that is a time, before 1970 or after 9999 as well', () => {
    for (const timestamp of [0, -5, 0.25, 253_402_300_800_000, TIME_MAX_MS, -TIME_MAX_MS]) {
      expect(isRecordedEvent({ type: 3, timestamp })).toBe(true);
      expect(new Date(timestamp).toISOString()).toMatch(/Z$/);
    }
    for (const timestamp of [Number.NaN, Number.POSITIVE_INFINITY, TIME_MAX_MS + 1, -1e300, '1', null, undefined, []]) {
      expect(isRecordedEvent({ type: 3, timestamp })).toBe(false);
    }
    expect(refusal('{"type":3,"timestamp":1e400}')).toBe('bad_event');
  });
});

describe('the scan for nesting', () => {
  it('H11: lets through the last level allowed, and refuses the next', () => {
    expect(refusal(nest(JSON_MAX_DEPTH))).toBe('accepted');
    expect(refusal(nest(JSON_MAX_DEPTH + 1))).toBe('too_deep');
  });

  it('H11: refuses 10,000 and 5,000,000 levels, closed or not, arrays or objects', () => {
    for (const levels of [10_000, 5_000_000]) {
      expect(refusal(nest(levels))).toBe('too_deep');
      expect(refusal('['.repeat(levels))).toBe('too_deep');
    }
    expect(refusal(line(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`))).toBe('too_deep');
    expect(refusal(`${line('1')}\n${nest(10_000)}`)).toBe('too_deep');
  });

  it('H76: takes 100,000 siblings for what they are: wide, not deep', () => {
    expect(refusal(line(`[${Array.from({ length: 100_000 }, () => '{"a":[]}')}]`))).toBe('accepted');
  });

  it('starts at nothing for each line', () => {
    expect(refusal([nest(2_000), nest(2_000), nest(2_000)].join('\n'))).toBe('accepted');
  });

  it('is not fooled by brackets in strings, whatever is escaped around them', () => {
    const many = '[{'.repeat(5_000);
    const texts = [many, `"${many}`, `\\${many}`, `\\"${many}`, `\\\\"${many}\\`, `${many}\\\\`, `\n\u2028${many}é"`];
    for (const text of texts) {
      expect(refusal(line(JSON.stringify(text))), text.slice(0, 4)).toBe('accepted');
      expect(refusal(line(`{${JSON.stringify(text)}:1}`)), `key ${text.slice(0, 4)}`).toBe('accepted');
    }
  });

  it('is not blinded by strings in front of the brackets', () => {
    for (const text of ['', '"', '\\', '\\\\', '\\"', '"\\', ']'.repeat(9_000), '}"]'.repeat(3_000)]) {
      expect(refusal(line(`[${JSON.stringify(text)},${'['.repeat(9_000)}${']'.repeat(9_000)}]`)), text).toBe(
        'too_deep',
      );
    }
  });

  it('finds the same depth as a walk through the value, for any strings between the brackets', () => {
    const noise = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', 'é', '\n', 'u') });
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 20 }), fc.integer({ max: 3, min: -3 }), (texts, beyond) => {
        const levels = JSON_MAX_DEPTH + beyond;
        const inner = levels - 1 - texts.length;
        const open = texts.map((text) => `{${JSON.stringify(text)}:`).join('');
        const json = `${open}${'['.repeat(inner)}${']'.repeat(inner)}${'}'.repeat(texts.length)}`;
        expect(refusal(line(json))).toBe(beyond > 0 ? 'too_deep' : 'accepted');
      }),
    );
  });

  it('leaves to the parser what closes more than it opens', () => {
    for (const text of [']'.repeat(9_000) + '['.repeat(9_000), `{}${'}'.repeat(5_000)}${'{'.repeat(9_000)}`]) {
      expect(['not_json', 'too_deep']).toContain(refusal(text));
    }
  });
});

describe('the limits of a batch', () => {
  it('H20: takes as many events as the limit, and refuses one more', () => {
    const many = (events: number) => Array.from({ length: events }, (_, at) => line(`${at}`)).join('\n');
    expect(refusal(many(BATCH_MAX_EVENTS))).toBe('accepted');
    expect(refusal(many(BATCH_MAX_EVENTS + 1))).toBe('too_many_events');
    expect(refusal(many(100_000))).toBe('too_many_events');
  });

  it('H13, H23: takes an event as large as the limit, and refuses one byte more wherever it stands', () => {
    const long = (bytes: number) => line(JSON.stringify('x'.repeat(bytes - line('""').length)));
    expect(refusal(long(EVENT_MAX_BYTES))).toBe('accepted');
    expect(refusal(`${line('1')}\n${long(EVENT_MAX_BYTES + 1)}`)).toBe('event_too_large');
    expect(refusal('x'.repeat(20 * 1024 * 1024))).toBe('event_too_large');
  });

  it('H12: refuses 2 M keys and 1 M elements before they are parsed', () => {
    // Neither line is JSON at its end: had it been parsed, the refusal would be not_json.
    expect(refusal(`{"type":5,"timestamp":1,"data":{${'"":1,'.repeat(2_000_000)}`)).toBe('too_many_values');
    expect(refusal(`{"type":5,"timestamp":1,"data":[${'1,'.repeat(1_000_000)}`)).toBe('too_many_values');
  });

  it('H12: counts values over all events of the batch, up to the limit exactly', () => {
    // Three values stand in every line: its own bracket and two commas. `[0,0]` is one more for the bracket.
    const values = (count: number) => line(`[${Array.from({ length: count - 3 }, () => 0)}]`);
    expect(refusal(`${values(500_000)}\n${values(BATCH_MAX_VALUES - 500_000)}`)).toBe('accepted');
    expect(refusal(`${values(500_000)}\n${values(BATCH_MAX_VALUES - 500_000 + 1)}`)).toBe('too_many_values');
  });

  it('counts no commas and brackets inside of strings', () => {
    expect(refusal(line(JSON.stringify(',[{'.repeat(BATCH_MAX_VALUES))))).toBe('accepted');
  });
});
