import type { Chance } from './chance.ts';
import type { Episode, Family } from './family.ts';

const LENGTH = 3;

/**
 * What happens in visit number `seed`: one episode that its number gives it, so that all come equally often, and others by chance. Those of
 * one page follow each other; a last one is the last.
 */
export function planOf(family: Family, seed: number, chance: Chance): Episode[] {
  const { episodes, length = LENGTH } = family;
  const first = episodes[seed % episodes.length]!;
  const plan = [first];
  const fits = (one: Episode) => {
    if (plan.includes(one)) return false;
    if (one.place === 'last' && plan.some(({ place }) => place === 'last')) return false;
    const alone = [one, ...plan].filter(({ place }) => place === 'own');
    return !alone.some((own) => [one, ...plan].some((other) => other !== own && other.at === own.at));
  };
  for (const one of chance.shuffle(episodes)) {
    if (plan.length >= length) break;
    if (fits(one)) plan.push(one);
  }
  const pages = [...new Set(chance.shuffle(plan).map(({ at }) => at))];
  const inOrder = pages.flatMap((at) => plan.filter((one) => one.at === at && one.place !== 'last'));
  return [...inOrder, ...plan.filter(({ place }) => place === 'last')];
}
