import { launchBrowser } from '../browser.ts';
import { isKept, keep, kept } from './cache.ts';
import { drive, type Stage } from './drive.ts';
import type { Family } from './family.ts';
import { complaintsOf } from './labels.ts';
import { openReceiver } from './receiver.ts';
import { openSite } from './site.ts';
import type { Visit } from './visit.ts';

/** Visits mostly wait: so many share two cores without making each other slow. */
const AT_ONCE = 10;

/** A page that a busy machine made slow is driven once more. */
const TRIES = 2;

export interface Wanted {
  family: Family;
  seed: number;
}

/** A visit that could not be had, and why, in words. */
export interface Refusal extends Wanted {
  why: string[];
}

/** Opens what visits need, and gives it back when `use` is done. */
export async function onStages<T>(
  families: readonly Family[],
  use: (stages: Map<string, Stage>) => Promise<T>,
): Promise<T> {
  const [browser, receiver] = await Promise.all([launchBrowser(), openReceiver()]);
  const stages = new Map<string, Stage>();
  try {
    for (const family of families) stages.set(family.name, { browser, receiver, family, site: await openSite(family) });
    return await use(stages);
  } finally {
    await browser.close();
    await Promise.all([receiver, ...[...stages.values()].map(({ site }) => site)].map((one) => one.close()));
  }
}

/** Drives a visit until its logs agree. Answers the last trial and what they still disagree about. */
export async function driveSurely(stage: Stage, seed: number): Promise<{ visit?: Visit; why: string[] }> {
  let why: string[] = [];
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      const visit = await drive(stage, seed);
      why = complaintsOf(visit);
      if (why.length === 0) return { visit, why };
    } catch (error) {
      why = [error instanceof Error ? error.message : String(error)];
    }
  }
  return { why };
}

/**
 * Makes the visits that are not there yet, `atOnce` of them at a time, and keeps them. `told` is called after each. Answers those that were
 * refused.
 */
export async function make(
  wanted: readonly Wanted[],
  told: (done: number, of: number) => void,
  atOnce: number = AT_ONCE,
): Promise<Refusal[]> {
  // What was kept is believed only as far as today's rules go.
  const stale = ({ family, seed }: Wanted) => !isKept(family, seed) || complaintsOf(kept(family, seed)).length > 0;
  const missing = wanted.filter(stale);
  const refused: Refusal[] = [];
  if (missing.length === 0) return refused;
  const families = [...new Set(missing.map(({ family }) => family))];
  await onStages(families, async (stages) => {
    const left = [...missing];
    const work = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const { visit, why } = await driveSurely(stages.get(next.family.name)!, next.seed);
        if (visit) keep(next.family, visit);
        else refused.push({ ...next, why });
        told(missing.length - left.length, missing.length);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  });
  return refused;
}
