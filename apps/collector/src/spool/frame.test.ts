import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_BYTES, frame, look } from './frame.ts';

function all(bytes: Buffer): string[] {
  const found: string[] = [];
  let at = 0;
  for (let next = look(bytes, at, true); next; next = look(bytes, at, true)) {
    if (next.kind === 'more') throw new Error('nothing comes behind the last bytes');
    found.push(next.kind === 'record' ? next.payload.toString() : next.kind);
    at = next.end;
  }
  return found;
}

const three = ['first', '', 'third'].map((text) => frame(Buffer.from(text)));
const [one, two] = three as [Buffer, Buffer, Buffer];

describe('records in a segment', () => {
  it('come back as they were, also an empty one', () => {
    expect(all(Buffer.concat(three))).toEqual(['first', '', 'third']);
  });

  it('F08 a flipped bit anywhere costs the record that has it, and no other', () => {
    const whole = Buffer.concat(three);
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const bytes = Buffer.from(whole);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const hit = bit >> 3 < one.length ? 0 : bit >> 3 < one.length + two.length ? 1 : 2;
      const expected = ['first', '', 'third'].map((text, n) => (n === hit ? (hit === 2 ? 'torn' : 'damage') : text));
      expect(all(bytes), `bit ${bit}`).toEqual(expected);
    }
  });

  it('F08 a cut anywhere costs the record that it goes through', () => {
    const whole = Buffer.concat(three);
    for (let size = 1; size < whole.length; size++) {
      const kept = all(whole.subarray(0, size)).filter((text) => text !== 'torn');
      const complete = size < one.length ? 0 : size < one.length + two.length ? 1 : 2;
      expect(kept).toEqual(['first', '', 'third'].slice(0, complete));
    }
  });

  it('are found again behind any rubbish, also where it holds the mark of a record', () => {
    const rubbish = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 60 }), fc.constant(Buffer.from('FLT1FLT1xxxx')));
    fc.assert(
      fc.property(rubbish, (bytes) => {
        expect(all(Buffer.concat([bytes, one]))).toEqual(['damage', 'first']);
      }),
    );
  });

  it('that go on behind what was read say how much they need', () => {
    expect(look(one.subarray(0, 14), 0, false)).toEqual({ kind: 'more', start: 0, needs: FRAME_BYTES + 5 });
    expect(look(one.subarray(0, 3), 0, false)).toEqual({ kind: 'more', start: 0, needs: FRAME_BYTES });
  });
});
