import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CANARIES,
  CANARY_PATH,
  canaryPage,
  disturb,
  leakedPositions,
  missingPositions,
  type Preset,
} from '../../test/canaries.ts';
import { events, everythingSent, lastWords, open, openStage, type Stage, TAG } from '../../test/visit.ts';

const PRESETS: readonly Preset[] = ['default', 'strict', 'open'];

const tagOf = (preset: Preset): string => TAG.replace('data-key', `data-privacy="${preset}" data-key`);

let stage: Stage;
beforeAll(async () => {
  const pages = PRESETS.map((preset) => [`/canaries/${preset}`, canaryPage(tagOf(preset))]);
  stage = await openStage(Object.fromEntries(pages));
});
afterAll(() => stage.close());

const addressOf = (preset: Preset): string => CANARY_PATH.replace('/canaries', `/canaries/${preset}`);

/** Everything that leaves the browser during a visit in which the page is changed in every way. */
async function visit(preset: Preset): Promise<string> {
  const context = await stage.visitor();
  // The stricter of what tag and project say counts.
  stage.end.settings = { privacy: preset };
  const page: Page = await open(stage, context, addressOf(preset));
  await disturb(page);
  // What a page put on itself meanwhile comes once more with the next snapshot.
  await page.evaluate(() => document.querySelector('#text')?.setAttribute('data-falter-unmask', ''));
  await page.waitForTimeout(700);
  await page.close();
  await lastWords(stage.end);
  expect(events(stage.end).filter(({ type }) => type === 2).length).toBeGreaterThan(1);
  // The browser's own requests for pictures and pages are the site's business, not ours: the far end has only the collector's.
  return everythingSent(stage.end);
}

describe(`H94: of ${CANARIES.length} secrets`, () => {
  test('no two are alike', () => {
    expect(new Set(CANARIES.map(({ word }) => word)).size).toBe(CANARIES.length);
    expect(CANARIES.length).toBeGreaterThanOrEqual(50);
  });

  test.each(PRESETS)('none leaves the browser that may not, with the preset %s', async (preset) => {
    const sent = await visit(preset);
    expect(leakedPositions(sent, preset)).toEqual([]);
    expect(missingPositions(sent, preset)).toEqual([]);
  });

  test('nothing at all leaves with the preset strict', () => {
    expect(CANARIES.filter(({ stays }) => stays.includes('strict'))).toEqual([]);
  });
});
