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

  it('has the replayer in the page of replays alone', () => {
    const page = readFileSync(join(DIST, 'replay-frame.html'), 'utf8');
    const named = [...page.matchAll(/(?:src|href)="\/assets\/([^"]*)"/g)].map(([, name = '']) => name);
    const withReplayer = readdirSync(join(DIST, 'assets')).filter((name) =>
      readFileSync(join(DIST, 'assets', name), 'utf8').includes('replayer-wrapper'),
    );
    expect(withReplayer).toHaveLength(1);
    expect(named).toContain(withReplayer[0]);
    // and that page has nothing else of the viewer
    for (const path of named.filter((name) => name.endsWith('.js'))) {
      const text = readFileSync(join(DIST, 'assets', path), 'utf8');
      for (const ours of ['data-testid', '/api/v1/sessions', 'fetch(']) expect(text).not.toContain(ours);
    }
  });

  it('has every file under /assets/ with its hash in its name', () => {
    expect(shell.length).toBeGreaterThanOrEqual(2);
    for (const path of shell) expect(path).toMatch(/^\/assets\/[\w-]+-[\w-]{8}\.(js|css)$/);
    expect(readdirSync(DIST).toSorted()).toEqual(['assets', 'index.html', 'replay-frame.html']);
  });

  it('fits its own content security policy: no script in the page, nothing from elsewhere', () => {
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/\son\w+=/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});
