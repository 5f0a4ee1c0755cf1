import { readdirSync, readFileSync } from 'node:fs';
import type { Bench } from './bench.ts';

type Target = ['<=' | '>=', number];
const targets = JSON.parse(readFileSync(new URL('targets.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, Target>
>;
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => /^bench-[\w-]+\.ts$/.test(file))
  .map((file) => file.slice('bench-'.length, -'.ts'.length));

const name = process.argv[2] ?? '';
if (!names.includes(name)) {
  process.stdout.write(`npm run bench -- NAME, one of: ${names.join(', ')}\n`);
  process.exit(name === '' ? 0 : 2);
}
const { default: bench } = (await import(`./bench-${name}.ts`)) as { default: Bench };
const figures = await bench();
if (!figures) process.exit(1);
const wanted = targets[name] ?? {};
const met = Object.entries(wanted).every(([key, [operator, value]]) => {
  const figure = figures[key] ?? Number.NaN;
  return operator === '<=' ? figure <= value : figure >= value;
});
process.stdout.write(`${JSON.stringify({ bench: name, figures, targets: wanted, met })}\n`);
process.exit(0);
