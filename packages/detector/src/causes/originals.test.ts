import { PLUGIN } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { judge, readSession } from '../detect.ts';
import { page } from '../recording-builder.ts';
import { stacksOf, withOriginals } from './originals.ts';

const STACK = 'at t (https://shop.test/app.js:1:200)';

function reading(file: string) {
  const stack = STACK.replace('app.js', file);
  const error = { kind: 'error', name: 'TypeError', message: 'no', stack, source: '', line: 1, column: 200 };
  const recording = page().plugin(PLUGIN.error, error).wait(1_000);
  return { stack, read: readSession([recording.tab()], { closed: true }) };
}

describe('errors in original code', () => {
  it('have their stacks asked for, and one cause in two builds', () => {
    const cause = (file: string) => {
      const { stack, read } = reading(file);
      expect(stacksOf(read)).toEqual([stack]);
      const original = withOriginals(read, new Map([[stack, 'at total (src/cart.ts:3:7)']]));
      return judge(original, {}).findings[0]?.cause;
    };
    const [one, two] = [cause('one.js'), cause('two.js')];
    expect(two?.id).toBe(one?.id);
    // What is kept is what the browser said: it is shown in original code when somebody looks.
    expect(one?.stack).toContain('one.js');
  });

  it('stay what they are without a map', () => {
    const { read } = reading('one.js');
    expect(withOriginals(read, new Map())).toBe(read);
    const [of, other] = [read, reading('two.js').read].map((one) => judge(one, {}).findings[0]?.cause?.id);
    expect(withOriginals(read, new Map([['another', 'x']])).steps).toEqual(read.steps);
    expect(of).not.toBe(other);
  });
});
