import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { adaptRrweb } from '../adapt-rrweb.ts';

const file = fileURLToPath(import.meta.resolve('@rrweb/record'));
const original = readFileSync(file, 'utf8');

function adapt(code: string, id: string = file): string | null {
  const { transform } = adaptRrweb();
  const result = (transform as (code: string, id: string) => { code: string } | null)(code, id);
  return result?.code ?? null;
}

describe('rrweb', () => {
  test('loses its canvas, its fonts and its frames of other origins', () => {
    const adapted = adapt(original) ?? '';
    for (const gone of [
      'new Worker',
      'toDataURL = ',
      'flushPendingCanvasMutations',
      'originalFontFace',
      'transformCrossOriginEvent',
    ]) {
      expect([gone, adapted.includes(gone)]).toEqual([gone, false]);
    }
    expect(adapted.length).toBeLessThan(original.length);
  });

  test('calls what the page calls, once, in each of its eight wrappers', () => {
    const adapted = adapt(original) ?? '';
    expect(adapted.split('apply: pageCall(')).toHaveLength(9);
    expect(adapted).not.toContain('apply: callbackWrapper(');
  });

  test('observes a frame’s document once for each recording', () => {
    const adapted = adapt(original) ?? '';
    expect(adapted).toContain('observeOnce(observe, handlers, iframeEl.contentDocument)');
    expect(adapted).not.toContain('handlers.push(observe(iframeEl.contentDocument))');
  });

  test('of another shape stops the build instead of being cut blindly', () => {
    expect(() => adapt(original.replace('class CanvasManager {', 'class Canvas {'))).toThrow(
      '[capture] rrweb has no single',
    );
    expect(() => adapt(original.replace('apply: callbackWrapper(', 'apply: wrap('))).toThrow('but 7');
    expect(() => adapt(`${original}\nfunction initFontObserver(`)).toThrow('collectFonts');
  });

  test('is the only file that is touched', () => {
    expect(adapt('const a = 1;', '/src/tape.ts')).toBeNull();
  });
});
