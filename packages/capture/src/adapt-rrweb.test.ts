import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Names that a script uses and nobody declares: it would throw where it comes to them, and perhaps only there. */
function undeclared(code: string): (string | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'falter-adapted-'));
  try {
    writeFileSync(join(folder, 'adapted.js'), code);
    const biome = fileURLToPath(new URL('../../../node_modules/.bin/biome', import.meta.url));
    const rule = '--only=correctness/noUndeclaredVariables';
    const { stdout, stderr } = spawnSync(biome, ['lint', rule, 'adapted.js'], { cwd: folder, encoding: 'utf8' });
    const found = stdout + stderr;
    if (!/Checked 1 file/.test(found)) throw new Error(`biome did not look: ${found}`);
    return [...found.matchAll(/The (\w+) variable is undeclared/g)].map(([, name]) => name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

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

  test('speaks of nothing that went away', () => {
    expect(undeclared('Math.max(gone, document.title)')).toEqual(['gone']);
    expect(undeclared(adapted)).toEqual([]);
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
