import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { signals } from '@falter/detector';
import { isKept, kept } from '../corpus/cache.ts';
import { FAMILIES, LATER } from '../corpus/families.ts';
import { complaintsOf } from '../corpus/labels.ts';
import { make, type Wanted } from '../corpus/make.ts';
import type { Split, Visit } from '../corpus/visit.ts';
import { ROOT } from '../house.ts';
import { peopleTakenForBots } from './accuracy/bots.ts';
import { aheadOfFalter, figuresOf } from './accuracy/goals.ts';
import { type Results, resultsOf, temptations } from './accuracy/results.ts';
import { unstable } from './accuracy/stability.ts';
import { scoresTable, shortTable, temptationTable, withGenerated } from './accuracy/tables.ts';
import type { Bench, Figures } from './bench.ts';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    quick: { type: 'boolean', default: false },
    split: { type: 'string', default: '' },
    later: { type: 'boolean', default: false },
    families: { type: 'string', default: '' },
    visits: { type: 'string', default: '' },
    kept: { type: 'boolean', default: false },
    slips: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

const VISITS = Number(values.visits) || (values.quick ? 15 : 100);

/**
 * How true the findings are: Falter and every vendor's published rule over the labelled corpus. `--quick` a part of it, `--split tune` and
 * `--families a,b` only these, `--later` those that came later, `--kept` over what was driven before, `--slips` what Falter got wrong, one by one, `--write` the tables into the READMEs.
 */
const accuracy: Bench = async () => {
  for (const split of ['tune', 'report'] as const) {
    if (values.split && values.split !== split) continue;
    const visits = await visitsOf(split);
    if (visits.length === 0) continue;
    const results = resultsOf(
      visits,
      signals.map(({ id }) => id),
    );
    tell(split, visits, results);
    // Nobody may look at these while building; whoever asks for a split by name has decided to.
    if (values.slips && (split === 'tune' || values.split === 'report')) tellSlips(results);
    if (split === 'report' || values.split === split) return figures(visits, results);
  }
  process.stderr.write('bench accuracy found no visits: there is no family of this split.\n');
  return undefined;
};

async function visitsOf(split: Split): Promise<Visit[]> {
  const names = values.families.split(',').filter(Boolean);
  const families = FAMILIES.filter(({ name, split: own }) =>
    names.length > 0 ? own === split && names.includes(name) : own === split && LATER.has(name) === values.later,
  );
  const wanted = families.flatMap((family): Wanted[] =>
    Array.from({ length: VISITS * (family.times ?? 1) }, (_, seed) => ({ family, seed })),
  );
  // Whatever was driven until now, if not all that is wanted: the tables say how many visits they are of.
  if (values.kept) return wanted.filter(isSound).map(({ family, seed }) => kept(family, seed));
  const refused = await make(wanted, (done, of) => {
    if (done % 20 === 0 || done === of) process.stderr.write(`${split}: ${done} of ${of} visits driven\n`);
  });
  for (const { family, seed, why } of refused)
    process.stderr.write(`left out: visit ${seed} of ${family.name}: ${why.join('; ')}\n`);
  const isRefused = (one: Wanted) => refused.some(({ family, seed }) => family === one.family && seed === one.seed);
  return wanted.filter((one) => !isRefused(one)).map(({ family, seed }) => kept(family, seed));
}

function isSound({ family, seed }: Wanted): boolean {
  return isKept(family, seed) && complaintsOf(kept(family, seed)).length === 0;
}

function tell(split: Split, visits: readonly Visit[], results: Results): void {
  const families = new Set(visits.map(({ family }) => family)).size;
  process.stderr.write(`\n# ${split}: ${visits.length} visits of ${families} families\n\n${scoresTable(results)}\n\n`);
  process.stderr.write(`${temptationTable(results)}\n\n`);
}

function tellSlips({ slips }: Results): void {
  for (const { visit, judge, what, at, why } of slips)
    process.stderr.write(`${what} ${judge.signal} in ${visit} at ${at}: ${why}\n`);
}

function figures(visits: readonly Visit[], results: Results): Figures {
  const ahead = aheadOfFalter(results.scored);
  for (const { judge, score } of ahead)
    process.stderr.write(`ahead of Falter: ${judge.name}, ${judge.signal}, F1 ${score.f1.value.toFixed(3)}\n`);
  const changed = unstable(visits);
  process.stderr.write(`recordings with other findings when told otherwise: ${JSON.stringify(changed)}\n`);
  const bots = peopleTakenForBots();
  process.stderr.write(
    bots
      ? `people taken for bots: ${bots.flagged.length} of ${bots.recordings} recordings\n`
      : 'no recordings of people here: bots are not measured\n',
  );
  if (values.write) write(visits, results);
  return {
    ...figuresOf(results.scored),
    baselines_ahead_of_falter: ahead.length,
    hard_negatives_flagged_share: temptations(results.tempted).share,
    real_recordings_flagged_as_bot: bots?.flagged.length ?? Number.NaN,
    unstable_recordings: Object.values(changed).reduce((sum, count) => sum + count, 0),
    visits: visits.length,
  };
}

function write(visits: readonly Visit[], results: Results): void {
  const families = [...new Set(visits.map(({ family }) => family))];
  const said = `${visits.length} visits of ${families.length} families (${families.join(', ')}); 95 % intervals over recordings.`;
  if (values.later) {
    put('test/corpus/README.md', 'accuracy later', `${said}\n\n${shortTable(results)}`);
    return;
  }
  put('test/corpus/README.md', 'accuracy', `${said}\n\n${scoresTable(results)}\n\n${temptationTable(results)}`);
  put('README.md', 'accuracy', `${said}\n\n${shortTable(results)}`);
}

function put(file: string, name: string, text: string): void {
  const path = `${ROOT}/${file}`;
  if (existsSync(path)) writeFileSync(path, withGenerated(readFileSync(path, 'utf8'), name, text));
}

export default accuracy;
