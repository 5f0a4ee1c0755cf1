import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { amplitudeDead } from './dead-click/amplitude.ts';
import {
  isPosthogCandidate,
  POSTHOG_DEAD,
  type PosthogReason,
  posthogCandidates,
  posthogVerdict,
} from './dead-click/posthog.ts';
import { amplitudeRage } from './rage-click/amplitude.ts';
import { mixpanelRage, mixpanelRows } from './rage-click/mixpanel.ts';
import { posthogRage } from './rage-click/posthog.ts';
import type { SeenClick, Sight } from './sight.ts';
import { amplitudeThrash, type Turn, turnsOf } from './thrashed-cursor/amplitude.ts';
import { elementOf, sightOf, type VendorCase } from './vendor-case.ts';

const FILE = new URL('../../../../shared/data/signals/frustration_cases.json', import.meta.url);
const isThere = existsSync(FILE);
if (!isThere)
  console.info(`skipped: the vendors' own cases are not in ${FILE.pathname}; they are not part of the project.`);
const cases: VendorCase[] = isThere ? JSON.parse(readFileSync(FILE, 'utf8')).cases : [];
const of = (prefix: string) =>
  cases.filter(({ id }) => id.startsWith(prefix)).map((one) => [one.id, one.name, one] as const);

/** Clicks of the case at which a row was full, as the vendor's function is asked after each. */
function firedAt(sight: Sight, find: (sight: Sight) => { at: number }[]): number[] {
  const clicks = sight.filter((seen): seen is SeenClick => seen.kind === 'click');
  const fired: number[] = [];
  let before = 0;
  clicks.forEach((_, n) => {
    const now = find(sight.slice(0, n + 1)).length;
    if (now > before) fired.push(n);
    before = now;
  });
  return fired;
}

describe.skipIf(!isThere)("each vendor's own cases, held against its rule", () => {
  it('are all run', () => {
    const run = ['ph-rage', 'ph-dead', 'mp-rage', 'amp-rage', 'amp-dead', 'amp-thrash'].flatMap((prefix) => of(prefix));
    expect(run.length).toBe(cases.length);
    expect(cases.length).toBe(97);
  });

  it.each(of('ph-rage'))('%s %s', (_, __, { config, expect: wanted, events }) => {
    const options = { clicks: config.click_count!, px: config.threshold_px!, ms: config.timeout_ms! };
    expect(firedAt(sightOf(events), (sight) => posthogRage(sight, options))).toEqual(wanted.rage_at_click_index);
  });

  it.each(of('mp-rage'))('%s %s', (_, __, { config, expect: wanted, events, kept_clicks }) => {
    const options = { clicks: config.click_count!, px: config.threshold_px!, ms: config.timeout_ms! };
    const sight = sightOf(events);
    expect(firedAt(sight, (seen) => mixpanelRage(seen, options))).toEqual(wanted.rage_at_click_index);
    if (kept_clicks !== undefined) expect(mixpanelRows(sight, options).at(-1)).toHaveLength(kept_clicks);
  });

  it.each(of('amp-rage'))('%s %s', (_, __, { config, expect: wanted, events }) => {
    const options = { clicks: config.click_count!, ms: config.window_ms!, px: config.out_of_bounds_px! };
    const hits = amplitudeRage(sightOf(events), { ...options, tracked: (element) => element });
    expect(hits.length > 0).toBe(wanted.rage);
    if (wanted.events !== undefined) expect(hits).toHaveLength(wanted.events);
    if (wanted.on) expect(hits[0]!.element).toBe(elementOf(wanted.on));
  });

  it.each(of('amp-dead'))('%s %s', (_, __, { expect: wanted, events }) => {
    const hits = amplitudeDead(sightOf(events), (element) => element);
    expect(hits.length > 0).toBe(wanted.dead);
    if (wanted.events !== undefined) expect(hits).toHaveLength(wanted.events);
  });

  it.each(of('amp-thrash'))('%s %s', (_, __, { config, expect: wanted, events }) => {
    const sight = sightOf(events);
    const given = events
      .filter(({ kind }) => kind === 'direction_change')
      .map(({ t, axis }): Turn => ({ at: t, axis: axis! }));
    const turns = given.length > 0 ? given : turnsOf(sight.filter((seen) => seen.kind === 'move'));
    const hits = amplitudeThrash(turns, { turns: config.direction_changes!, ms: config.window_ms! });
    expect(hits.length > 0).toBe(wanted.thrash);
    if (wanted.events !== undefined) expect(hits).toHaveLength(wanted.events);
    if (wanted.start_t !== undefined) expect(hits[0]!.at).toBe(wanted.start_t);
  });

  it.each(of('ph-dead'))('%s %s', (_, __, { config, expect: wanted, events }) => {
    const sight = sightOf(events);
    const clicks = sight.filter((seen): seen is SeenClick => seen.kind === 'click');
    if (wanted.candidate !== undefined) return expect(isPosthogCandidate(clicks[0]!.element)).toBe(wanted.candidate);
    if (wanted.candidates !== undefined) return expect(posthogCandidates(sight)).toHaveLength(wanted.candidates);
    const options = { ...POSTHOG_DEAD, absolute: config.absolute_timeout_ms! };
    const verdict = posthogVerdict(sight, clicks[0]!, { now: Math.max(...events.map(({ t }) => t)), options });
    const dead = verdict === 'pending' ? null : verdict !== 'alive';
    expect(dead).toBe(wanted.dead);
    if (wanted.reason) expect(verdict).toBe(wanted.reason satisfies string as PosthogReason);
  });
});
