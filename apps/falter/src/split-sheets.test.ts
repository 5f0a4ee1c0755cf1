import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ASSET_MIN_CHARS, ASSETS_NAMED_MAX, expandAssets, type RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { planImport } from './import-plan.ts';
import { readRecordingFile } from './recording-file.ts';
import { type SplitEvent, splitSheets } from './split-sheets.ts';

const CSS = `.a::after { content: "→ \\"\u2028 😀"; }\n`.repeat(60);
const rule = (n: number) => ({ rule: `.rule-${n} { color: red; }`, index: n });
const RULES = Array.from({ length: 100 }, (_, n) => rule(n));
const event = (data: unknown): RecordedEvent => ({ type: 2, timestamp: 1_700_000_000_000, data });

function expanded({ line, sheets }: SplitEvent): string {
  return expandAssets(line, (hash) => sheets.find((sheet) => sheet.hash === hash)?.text);
}

/** Splits, holds that it comes back letter by letter, and tells what went. */
function split(data: unknown): SplitEvent {
  const found = splitSheets(event(data));
  const whole = JSON.stringify(event(data));
  expect(expanded(found)).toBe(whole);
  expect(Buffer.byteLength(found.line) + found.sparedBytes).toBe(Buffer.byteLength(whole));
  return found;
}

describe('the style sheets of an event', () => {
  it.each([
    ['a link', { attributes: { rel: 'stylesheet', _cssText: CSS } }, 'css'],
    ['a style element', { tagName: 'style', attributes: { _cssText: `${CSS}/* rr_split */${CSS}` } }, 'css'],
    ['the text of a style element', { type: 3, textContent: CSS, isStyle: true, id: 4 }, 'css'],
    ['an adopted style sheet', { source: 15, styles: [{ styleId: 1, rules: RULES }] }, 'rules'],
  ])('of %s leave it, and come back letter by letter', (_, data, kind) => {
    const { line, sheets, assets } = split(data);
    expect(sheets.map((sheet) => sheet.kind)).toEqual([kind]);
    expect(assets).toEqual(sheets.map(({ hash }) => hash));
    expect(line.length).toBeLessThan(250);
  });

  it('and pictures that stand in their address leave their event alike, and no other text does', () => {
    const picture = `data:image/png;base64,${'iVBO'.repeat(300)}`;
    const { line, sheets } = split({ attributes: { src: picture, alt: picture }, textContent: picture });
    expect(sheets.map(({ kind, text }) => [kind, text])).toEqual([['drawn', picture]]);
    expect(line.split(picture)).toHaveLength(3);
  });

  it('that are the same travel once', () => {
    const { sheets, line } = split([{ _cssText: CSS }, { _cssText: CSS }, { _cssText: `${CSS}.b {}` }]);
    expect([sheets.length, line.split('falter-css:').length]).toEqual([2, 4]);
  });

  it.each([
    ['small ones', { _cssText: 'x'.repeat(ASSET_MIN_CHARS - 1), rules: [rule(1)] }],
    ['a text that is no style sheet', { type: 3, textContent: CSS, note: CSS }],
    ['half an emoji, which no hash could bring back', { _cssText: `${CSS}\ud83d` }],
    ['what is larger than an asset', { _cssText: 'x'.repeat(4 * 1024 * 1024 + 1) }],
    ['rules in another shape', { rules: [...RULES, { rule: 'a', more: 1 }] }],
  ])('stay: %s', (_, data) => {
    expect(split(data).sheets).toEqual([]);
  });

  it('stay where a batch has no room to name them', () => {
    const many = Array.from({ length: ASSETS_NAMED_MAX + 20 }, (_, n) => ({ _cssText: `${CSS}${n}` }));
    expect(split(many).assets).toHaveLength(ASSETS_NAMED_MAX);
  });

  it('that were references before are named', () => {
    const hash = 'h'.repeat(43);
    expect(splitSheets(event({ _cssText: `falter-css:${hash}` }))).toMatchObject({ sheets: [], assets: [hash] });
  });
});

const RECORDINGS = fileURLToPath(new URL('../../../../shared/data/recordings/', import.meta.url));
const there = existsSync(RECORDINGS);
if (!there)
  console.info(`skipped: style sheets of recordings from the wild (no ${RECORDINGS}; not part of the project)`);

describe.skipIf(!there)('recordings from the wild', () => {
  const files = there ? readdirSync(RECORDINGS).filter((name) => name.endsWith('.json')) : [];

  it('come back letter by letter, and are a good part smaller', async () => {
    let whole = 0;
    let sent = 0;
    for (const file of files) {
      const recording = (() => {
        try {
          return readRecordingFile(`${RECORDINGS}${file}`);
        } catch {
          return undefined;
        }
      })();
      const plan = recording && (await planImport(recording).catch(() => undefined));
      if (!recording || !plan || Object.keys(plan.leftOut).length > 0) continue;
      const lines = plan.batches.flatMap((batch) => batch.lines.split('\n'));
      const events = recording.windows.flatMap((window) => window.events).map((one) => JSON.stringify(one));
      const back = lines.map((line) => expandAssets(line, (hash) => plan.sheets.get(hash)?.text));
      expect(back.every((line, n) => line === events[n]) && back.length === events.length, file).toBe(true);
      expect(plan.bytes).toBe(events.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0));
      for (const { lines: text, assets } of plan.batches) {
        expect(assets.length).toBeLessThanOrEqual(ASSETS_NAMED_MAX);
        for (const hash of assets) expect(text).toContain(hash);
      }
      whole += plan.bytes;
      sent += lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    }
    expect(sent).toBeLessThan(0.8 * whole);
  });
});
