import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

const DIST = join(import.meta.dirname, '../dist');

/** Bytes, gzipped: what a browser loads before it shows the session list. The replayer comes with the first session. */
const SHELL_MAX_BYTES = 40_960;

let html = '';
let shell: string[] = [];

beforeAll(() => {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('[viewer] dist is missing. Run: npm run build');
  html = readFileSync(join(DIST, 'index.html'), 'utf8');
  shell = [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path = '']) => path);
});

describe('the built viewer', () => {
  it('has a shell that is small', () => {
    const bytes = [html, ...shell.map((path) => readFileSync(join(DIST, path)))].map((file) => gzipSync(file).length);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(SHELL_MAX_BYTES);
  });

  it('keeps the replayer out of the shell', () => {
    for (const path of shell) expect(readFileSync(join(DIST, path), 'utf8')).not.toContain('allow-same-origin');
    const all = readdirSync(join(DIST, 'assets')).map((name) => readFileSync(join(DIST, 'assets', name), 'utf8'));
    expect(all.some((text) => text.includes('allow-same-origin'))).toBe(true);
  });

  it('has every file under /assets/ with its hash in its name', () => {
    expect(shell.length).toBeGreaterThanOrEqual(2);
    for (const path of shell) expect(path).toMatch(/^\/assets\/[\w-]+-[\w-]{8}\.(js|css)$/);
    expect(readdirSync(DIST).toSorted()).toEqual(['assets', 'index.html']);
  });

  it('fits its own content security policy: no script in the page, nothing from elsewhere', () => {
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/\son\w+=/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});
