import { parseArgs } from 'node:util';
import { kept } from './cache.ts';
import { FAMILIES } from './families.ts';
import { make } from './make.ts';
import { tableOf } from './table.ts';

/** `node test/corpus/main.ts --split report [--families a,b] [--visits N] [--at-once N] [--labels]`: makes what is not there yet, and counts it. */
const { values } = parseArgs({
  options: {
    split: { type: 'string', default: 'report' },
    families: { type: 'string' },
    visits: { type: 'string', default: '100' },
    from: { type: 'string', default: '0' },
    'at-once': { type: 'string', default: '10' },
    labels: { type: 'boolean', default: false },
  },
});

const names = values.families?.split(',');
const unknown = names?.filter((name) => !FAMILIES.some((family) => family.name === name)) ?? [];
if (unknown.length > 0) throw new Error(`[corpus] there is no family ${unknown.join(', ')}. Look into families.ts.`);
const families = FAMILIES.filter(({ name, split }) => (names ? names.includes(name) : split === values.split));
const [from, count] = [Number(values.from), Number(values.visits)];
// One of each in turn: what the machine does meanwhile is shared by all of them.
const rounds = Math.max(...families.map(({ times = 1 }) => times)) * count;
const wanted = Array.from({ length: rounds }, (_, n) =>
  families.filter(({ times = 1 }) => n < times * count).map((family) => ({ family, seed: from + n })),
).flat();

const started = Date.now();
const refused = await make(
  wanted,
  (done, of) => {
    const seconds = Math.round((Date.now() - started) / 1000);
    if (done % 10 === 0 || done === of) process.stderr.write(`${done} of ${of} visits, ${seconds} s\n`);
  },
  Number(values['at-once']),
);
const isRefused = (one: (typeof wanted)[number]) =>
  refused.some(({ family, seed }) => family === one.family && seed === one.seed);
const visits = wanted.filter((one) => !isRefused(one)).map(({ family, seed }) => kept(family, seed));

if (values.labels) {
  for (const { family, seed, labels } of visits) {
    for (const label of labels)
      console.log(
        family,
        seed,
        label.verdict,
        label.sure ? '' : 'argued',
        label.kind,
        label.target ?? '',
        label.widget ?? '',
        label.why,
      );
  }
}
console.log(tableOf(visits));
for (const { family, seed, why } of refused)
  console.error(`[corpus] visit ${seed} of ${family.name} is refused: ${why.join('; ')}.`);
if (refused.length > 0) process.exitCode = 1;
