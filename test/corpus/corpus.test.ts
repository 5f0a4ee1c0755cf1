import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chanceOf } from './chance.ts';
import type { Stage } from './drive.ts';
import { FAMILIES } from './families.ts';
import type { Family } from './family.ts';
import { complaintsOf } from './labels.ts';
import { driveSurely, onStages } from './make.ts';
import { planOf } from './plan.ts';
import { KINDS, type Kind, type Split } from './visit.ts';

/** The first episode of each is enough to see that a family still stands. */
const SHORT: Family[] = FAMILIES.map((family) => ({ ...family, length: 1 }));

/** One browser for all families; it is given back when the tests are over. */
let stages: Map<string, Stage>;
let finish: () => void;
let finished: Promise<void>;

beforeAll(async () => {
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  await new Promise<void>((ready, failed) => {
    finished = onStages(SHORT, async (open) => {
      stages = open;
      ready();
      await over;
    }).catch(failed);
  });
});

afterAll(async () => {
  finish();
  await finished;
});

describe.concurrent('a visit', () => {
  it.each(SHORT.map((family) => [family.name, family] as const))(
    'of %s is recorded, and its logs agree',
    async (_, family) => {
      const { visit, why } = await driveSurely(stages.get(family.name)!, 0);
      expect(why).toEqual([]);
      expect(visit!.tabs.flatMap(({ events }) => events).filter(({ type }) => type === 2).length).toBeGreaterThan(0);
      const [episode] = family.episodes;
      const positive = visit!.labels.filter(({ verdict }) => verdict === 'positive').map(({ kind }) => kind);
      const negative = visit!.labels.filter(({ verdict }) => verdict === 'hard-negative').map(({ kind }) => kind);
      expect(positive).toEqual(expect.arrayContaining(episode!.positive ?? []));
      expect(negative).toEqual(expect.arrayContaining(episode!.negative ?? []));
      // Without what the page says, nothing that the driver says is believed.
      const blind = { driver: visit!.driver, page: [] };
      expect(complaintsOf(blind).length).toBe(
        visit!.driver.filter(({ statement }) => statement?.verdict === 'positive').length,
      );
    },
  );
});

/** Of 100 visits, how many are planned to have each kind. */
function planned(split: Split, verdict: 'positive' | 'negative'): Map<Kind, number> {
  const counts = new Map<Kind, number>();
  for (const family of FAMILIES.filter((one) => one.split === split)) {
    for (let seed = 0; seed < 100 * (family.times ?? 1); seed++) {
      const plan = planOf(family, seed, chanceOf(seed));
      for (const kind of new Set(plan.flatMap((episode) => episode[verdict] ?? [])))
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return counts;
}

describe('the families', () => {
  it('have names of their own, and episodes have, too', () => {
    const names = FAMILIES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, episodes } of FAMILIES) {
      const own = episodes.map((episode) => episode.name);
      expect(new Set(own).size, name).toBe(own.length);
    }
  });

  it.each(['positive', 'negative'] as const)('to report on have enough %s visits of every kind', (verdict) => {
    const counts = planned('report', verdict);
    // Some are refused, and more is better than to be short.
    expect(KINDS.filter((kind) => (counts.get(kind) ?? 0) < 50)).toEqual([]);
  });
});
