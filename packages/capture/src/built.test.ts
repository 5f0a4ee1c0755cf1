import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtFile, builtFiles, fetchedPath } from '../test/built.ts';

/**
 * Bytes after gzip -9 that each visitor's first page may cost. Raised only in the commit that costs them, with the reason here.
 * @rrweb/record alone has 22,0xx as its author ships it and 13,1xx after adapt-rrweb.ts and shrink.ts; the rest is ours. README says
 * what each part costs. 3,600 more: what happened beside errors and requests (console, resources, dialogs, vitals, ...) and the API.
 * 2,470 more: the pass over every event with its lists and patterns (4,300), less what of rrweb it makes needless (1,830).
 * 3,350 more: what waits on the device for the next visit, what is held until somebody is there or struggles, last words that are cut.
 * 2,800 less: what a recording does not begin with comes later, in a file of its own (EXTRAS).
 */
const CEILING = 30_720;

/**
 * The same for falter.extras.js, which comes when the recording has begun. What both files need, like the frame of a batch, is in both.
 * 1,500 more: style sheets that leave by their hash, and are sent when they are asked for. 2,400 more: pictures and fonts.
 */
const EXTRAS = 10_100;

/** What the project has promised for the recorder (bundle.recorder_gz_bytes). */
const PROMISE = 30_720;

/** The same for falter.beyond.js, which only visitors of projects load that record canvases or frames of other origins. */
const BEYOND = 4_900;

/** The same for falter.js, which every page loads before anything else (bundle.loader_gz_bytes). */
const LOADER_PROMISE = 2_048;

let loader: string;
let recorder: string;
let extras: string;
let beyond: string;
let full: string;
let npm: string;
beforeAll(async () => {
  [{ own: loader, recorder, extras, beyond }, full, npm] = await Promise.all([
    builtFiles('loader'),
    builtFile('full'),
    builtFile('npm'),
  ]);
});

const weigh = (code: string): number => gzipSync(code, { level: 9 }).length;

describe('the built files', () => {
  test('weigh what was agreed', () => {
    expect(weigh(loader)).toBeLessThanOrEqual(LOADER_PROMISE);
    expect(weigh(recorder)).toBeLessThanOrEqual(CEILING);
    expect(CEILING).toBeLessThanOrEqual(PROMISE);
    // A ceiling far above the file guards nothing.
    expect(CEILING - weigh(recorder)).toBeLessThan(512);
    expect(weigh(extras)).toBeLessThanOrEqual(EXTRAS);
    expect(EXTRAS - weigh(extras)).toBeLessThan(512);
    expect(weigh(beyond)).toBeLessThanOrEqual(BEYOND);
    expect(BEYOND - weigh(beyond)).toBeLessThan(512);
    // Together they are one file, and no more.
    const parts = [loader, recorder, extras, beyond].map(weigh);
    for (const whole of [full, npm]) expect(weigh(whole)).toBeLessThan(parts.reduce((sum, part) => sum + part, 0));
  });

  test.each([
    ['Replayer', 'the player is the viewer’s'],
    ['WebGL', 'canvas recording is off'],
    ['new Worker', 'needs a CSP entry that sites do not have'],
    ['sourceMappingURL', 'asks every open DevTools for a file that is not there'],
    ['bad_envelope', 'reading batches is the collector’s'],
    ['JSON_MAX_DEPTH', 'reading batches is the collector’s'],
    ['DecompressionStream', 'reading batches is the collector’s'],
    ['ZodError', 'no validator in the snippet'],
    ['process.env', 'there is no process in a page'],
    ['beforeunload', 'keeps a page out of the back/forward cache'],
    ['"unload"', 'keeps a page out of the back/forward cache'],
    ['console.', 'a visitor’s console belongs to the site'],
    ['eval(', 'sites forbid it by CSP'],
    ['Function(`', 'sites forbid it by CSP'],
    ['new Function', 'sites forbid it by CSP'],
    ['document.write', 'wipes the page'],
    ['import ', 'one file, nothing to fetch'],
    ['.cookie', 'no cookies'],
  ])('carry no %s: %s', (name) => {
    for (const code of [loader, recorder, extras, beyond, full, npm]) expect(code.includes(name)).toBe(false);
  });

  test('parse as what they are: a classic script and a module with one name', () => {
    for (const script of [loader, recorder, extras, beyond, full]) {
      expect(() => execFileSync(process.execPath, ['--check', '-'], { input: script })).not.toThrow();
      // One expression: a page gets no global name from it.
      expect(script).toMatch(/^(?:!function\(\)\{|\(\(\)=>\{)/);
    }
    expect([...npm.matchAll(/export\s*\{([^}]*)\}/g)].map(([, names]) => names?.trim())).toEqual([
      expect.stringMatching(/^\w+ as start;?$/),
    ]);
  });

  test('belong together: each carries name and hash of the one that it fetches, the loader the recorder, the recorder the extras, these the part beyond', () => {
    for (const [from, file, name] of [
      [loader, recorder, 'falter.recorder.js'],
      [recorder, extras, 'falter.extras.js'],
      [extras, beyond, 'falter.beyond.js'],
    ] as const) {
      const hash = (encoding: 'hex' | 'base64') => createHash('sha256').update(file).digest(encoding);
      expect(fetchedPath(from)).toBe(`/v/${hash('hex').slice(0, 16)}/${name}`);
      expect(from).toContain(`sha256-${hash('base64')}`);
    }
  });

  test('do nothing where there is no page', async () => {
    const { start } = (await import(
      `data:text/javascript;base64,${Buffer.from(npm).toString('base64')}`
    )) as typeof import('./index.ts');
    expect(start({ key: 'k', endpoint: 'https://x.de' })()).toBeUndefined();
  });

  test('are where package.json says', () => {
    const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(exports).toEqual({
      '.': { types: './src/index.ts', default: './dist/index.js' },
      './falter.js': './dist/falter.js',
      './falter.full.js': './dist/falter.full.js',
    });
  });
});
