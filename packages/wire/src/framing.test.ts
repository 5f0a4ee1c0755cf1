import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envelopeEnd, frame, unframe } from './framing.ts';
import { ENVELOPE_MAX_BYTES } from './limits.ts';
import { join, SAMPLE_ENVELOPE, sampleLines, utf8 } from './sample-batch.ts';

describe('frame', () => {
  it('writes the envelope as one line, then the bytes of the events untouched', () => {
    const body = frame(SAMPLE_ENVELOPE, sampleLines());
    expect(body).toEqual(join(utf8(`${JSON.stringify(SAMPLE_ENVELOPE)}\n`), sampleLines()));
  });

  it('comes apart where it was put together, whatever the strings and the events hold', () => {
    const anyText = fc.string({ unit: fc.integer({ max: 0xffff, min: 0 }).map((unit) => String.fromCharCode(unit)) });
    fc.assert(
      fc.property(anyText, fc.uint8Array(), (release, events) => {
        const envelope = { ...SAMPLE_ENVELOPE, release };
        const parts = unframe(frame(envelope, events));
        expect(JSON.parse(new TextDecoder().decode(parts.envelope))).toEqual(envelope);
        expect(parts.events).toEqual(events);
      }),
    );
  });
});

describe('unframe', () => {
  it('H19: says empty for no bytes', () => {
    expect(() => unframe(new Uint8Array())).toThrow(expect.objectContaining({ name: 'empty', status: 400 }));
  });

  it('refuses a body without a newline, and one whose first line is too long', () => {
    const bodies = [
      utf8('{'),
      utf8(' '.repeat(ENVELOPE_MAX_BYTES + 1)),
      utf8(`${' '.repeat(ENVELOPE_MAX_BYTES + 1)}\n`),
    ];
    for (const body of bodies) {
      expect(() => unframe(body)).toThrow(expect.objectContaining({ name: 'bad_envelope', status: 400 }));
    }
  });

  it('takes a first line as long as the limit', () => {
    expect(unframe(utf8(`${' '.repeat(ENVELOPE_MAX_BYTES)}\n!`)).envelope.length).toBe(ENVELOPE_MAX_BYTES);
  });

  it('splits at the first newline and copies nothing', () => {
    const body = utf8('a\nb\nc');
    const { envelope, events } = unframe(body);
    expect([envelope, events]).toEqual([utf8('a'), utf8('b\nc')]);
    expect([envelope.buffer, events.buffer]).toEqual([body.buffer, body.buffer]);
  });

  it('leaves both parts empty when the body is one newline', () => {
    expect(unframe(utf8('\n'))).toEqual({ envelope: new Uint8Array(), events: new Uint8Array() });
  });
});

describe('envelopeEnd', () => {
  it('tells where the line ends, and -1 while it has not', () => {
    expect(envelopeEnd(utf8('abc\ndef\n'))).toBe(3);
    expect(envelopeEnd(utf8('abc\ndef\n'), 4)).toBe(7);
    expect(envelopeEnd(utf8('abc'))).toBe(-1);
    expect(envelopeEnd(new Uint8Array())).toBe(-1);
  });

  it('finds the same end when a body arrives byte by byte', () => {
    const body = frame(SAMPLE_ENVELOPE, sampleLines());
    let end = -1;
    for (let arrived = 1; end < 0; arrived++) end = envelopeEnd(body.subarray(0, arrived), arrived - 1);
    expect(end).toBe(envelopeEnd(body));
  });
});
