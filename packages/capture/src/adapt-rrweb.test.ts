import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { withoutOptions } from '../adapt/unused.ts';
import { adaptRrweb } from '../adapt-rrweb.ts';

const file = fileURLToPath(import.meta.resolve('@rrweb/record'));
const original = readFileSync(file, 'utf8');

function adapt(code: string, id: string = file): string | null {
  const { transform } = adaptRrweb();
  const result = (transform as (code: string, id: string) => { code: string } | null)(code, id);
  return result?.code ?? null;
}

const adapted = adapt(original) ?? '';

describe('rrweb', () => {
  test.each([
    'new Worker',
    'toDataURL',
    'flushPendingCanvasMutations',
    'originalFontFace',
    'transformCrossOriginEvent',
    'hooks',
    'plugin',
    'class BaseRRNode',
    'DEPARTED_MIRROR',
    '__publicField',
    'Array.from',
    'IncrementalSource.',
  ])('has %s, and loses it', (gone) => {
    expect([original.includes(gone), adapted.includes(gone)]).toEqual([true, false]);
  });

  test('calls what the page calls, once, in each of its eight wrappers', () => {
    expect(adapted.split('apply: pageCall(')).toHaveLength(9);
    expect(adapted).not.toContain('apply: callbackWrapper(');
  });

  test('observes a frame’s document once for each recording', () => {
    expect(adapted).toContain('observeOnce(observe, handlers, iframeEl.contentDocument)');
    expect(adapted).not.toContain('handlers.push(observe(iframeEl.contentDocument))');
  });

  test('keeps its names where it looks them up, and has numbers where it compares', () => {
    expect(adapted).toMatch(/const MouseInteractions = \{"MouseUp": 0,"MouseDown": 1,"Click": 2,/);
    expect(adapted).toMatch(/MouseInteractions\[eventKey\] === 2\b/);
    expect(adapted).toMatch(/type: 4,\s+data: \{\s+href: window/);
  });

  test('of another shape stops the build instead of being cut blindly', () => {
    expect(() => adapt(original.replace('let canvasManager;', 'let canvases;'))).toThrow(
      '[capture] rrweb has no single',
    );
    expect(() => adapt(original.replace('apply: callbackWrapper(', 'apply: wrap('))).toThrow('but 7');
    expect(() => adapt(`${original}\nfunction initFontObserver(`)).toThrow('collectFonts');
    expect(() => adapt(original.replace('"Font"] = 10', '"Font"] = ten'))).toThrow('IncrementalSource of plain');
    expect(() => withoutOptions('if (recordCanvas) draw();')).toThrow('other use of "recordCanvas) draw();"');
  });

  test('is the only file that is touched', () => {
    expect(adapt('const a = 1;', '/src/tape.ts')).toBeNull();
  });
});
