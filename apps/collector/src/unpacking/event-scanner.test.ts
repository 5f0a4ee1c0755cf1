import { BATCH_MAX_EVENTS, BATCH_MAX_VALUES, JSON_MAX_DEPTH, parseEventLines, writeEventLines } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventScanner } from './event-scanner.ts';
import { unpackLines } from './unpack-lines.ts';

const SETTINGS = { off: [], parameters: [] };

/** What the wire's own reader says: `taken`, or the name of its refusal. */
function wireSays(text: string): string {
  try {
    parseEventLines(Buffer.from(text));
    return 'taken';
  } catch (error) {
    return (error as Error).name;
  }
}

function weSay(text: string): string {
  try {
    return unpackLines(Buffer.from(text), SETTINGS).rejected.length > 0 ? 'taken in part' : 'taken';
  } catch (error) {
    return (error as Error).name;
  }
}

const EVENT = '{"type":3,"timestamp":1,"data":';

describe('the scan of event lines', () => {
  it.each([
    '{}',
    '{"type":3,"timestamp":1}',
    ' {"type" : 3 , "timestamp" : 1 } ',
    '{"type":3,"timestamp":1}\r\n{"type":3,"timestamp":2}\r\n',
    '\n\n{"type":3,"timestamp":1}\n\n{"type":3,"timestamp":2}\n',
    '{"type":3.0,"timestamp":1e3}',
    '{"type":3,"timestamp":-1.5}',
    '{"type":3,"timestamp":8640000000000001}',
    '{"type":3,"timestamp":99999999999999999999}',
    '{"type":3,"type":"x","timestamp":1}',
    '{"type":"x","type":3,"timestamp":1}',
    '{"\\u0074ype":3,"timestamp":1}',
    '{"type":3,"timestamp":1,"\\u0074ype":9}',
    '{"type":7,"timestamp":1}',
    '{"type":3}',
    '[]',
    'null',
    '1',
    '"x"',
    `${EVENT}01}`,
    `${EVENT}-}`,
    `${EVENT}1.}`,
    `${EVENT}1e}`,
    `${EVENT}1E+05}`,
    `${EVENT}-0.0e-0}`,
    `${EVENT}.5}`,
    `${EVENT}+1}`,
    `${EVENT}NaN}`,
    `${EVENT}nul}`,
    `${EVENT}[1,]}`,
    `${EVENT}[,1]}`,
    `${EVENT}{"a":1,}}`,
    `${EVENT}{"a"}}`,
    `${EVENT}{a:1}}`,
    `${EVENT}[1}}`,
    `${EVENT}[]]}`,
    `${EVENT}[]}}`,
    `${EVENT}[]`,
    `${EVENT}"x`,
    `${EVENT}"\\x"}`,
    `${EVENT}"\\u12g4"}`,
    `${EVENT}"\\u12"}`,
    `${EVENT}"\t"}`,
    `${EVENT}"\\`,
    `${EVENT}[{},[],[[]],{"a":{}}]}`,
    `${EVENT}true} x`,
    `${EVENT}\u00a0 1}`,
    `\ufeff${EVENT}1}`,
  ])('and the wire agree about %j', (text) => {
    const ours = weSay(text);
    // Where some lines are no events and others are, the wire refuses all; alone they are refused here too.
    expect(ours).toBe(wireSays(text));
  });

  it('agrees with the wire about any JSON, and about JSON with anything done to it', () => {
    const line = fc.json({ maxDepth: 4 }).map((json) => `{"type":3,"timestamp":17,"data":${json}}`);
    const lines = fc.array(line, { minLength: 1, maxLength: 4 }).map((all) => all.join('\n'));
    const broken = fc.tuple(lines, fc.nat(), fc.nat(3), fc.constantFrom(...'{}[]",:\\0-e.\n tnu\u0001@'.split('')));
    fc.assert(
      fc.property(lines, (text) => weSay(text) === wireSays(text)),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(broken, ([text, at, cut, char]) => {
        const place = at % text.length;
        const damaged = text.slice(0, place) + char + text.slice(place + cut);
        const [ours, theirs] = [weSay(damaged), wireSays(damaged)];
        return ours === theirs || (ours === 'taken in part' && theirs === 'bad_event');
      }),
      { numRuns: 3_000 },
    );
  });

  it('refuses by the names of the wire what is over a limit, and takes what is just under it', () => {
    const nested = (levels: number) => `${EVENT}${'['.repeat(levels)}${']'.repeat(levels)}}`;
    const many = (values: number) => `${EVENT}[${'0,'.repeat(values)}0]}`;
    const events = (count: number) =>
      writeEventLines(Array.from({ length: count }, () => ({ type: 3, timestamp: 1, data: 0 })));
    expect([weSay(nested(JSON_MAX_DEPTH - 1)), weSay(nested(JSON_MAX_DEPTH))]).toEqual(['taken', 'too_deep']);
    expect([weSay(many(BATCH_MAX_VALUES - 4)), weSay(many(BATCH_MAX_VALUES))]).toEqual(['taken', 'too_many_values']);
    expect([weSay(events(BATCH_MAX_EVENTS)), weSay(events(BATCH_MAX_EVENTS + 1))]).toEqual([
      'taken',
      'too_many_events',
    ]);
  });

  it('refuses bytes that are not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(`${EVENT}"`), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(() => unpackLines(bytes, SETTINGS)).toThrow(expect.objectContaining({ name: 'not_json' }));
  });

  it('says of a suspicious string which key it belongs to', () => {
    const text = `${EVENT}{"a":1,"title":"a@b.example","list":["c@d.example"],"x":{"y":"e@f.example"}}}`;
    const scanner = new EventScanner(Buffer.from(text));
    scanner.scan();
    const keys = scanner.suspects.map(({ keyStart, keyEnd, start, end }) => [
      text.slice(keyStart, keyEnd),
      text.slice(start, end),
    ]);
    expect(keys).toEqual([
      ['title', 'a@b.example'],
      ['', 'c@d.example'],
      ['y', 'e@f.example'],
    ]);
  });
});
