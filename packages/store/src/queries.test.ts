import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { queryNames, sql } from './queries.ts';

type Sample = string | number | boolean | readonly (string | number)[] | { readonly [key: string]: number };
/** Where not every text will do. */
const NAMED: Record<string, string> = { tz: 'Europe/Berlin', table: 'sessions' };
const SAMPLE: Record<string, Sample> = {
  String: 'x',
  Bool: true,
  'Array(String)': ['x'],
  'Array(UInt32)': [1],
  'Array(Int64)': [1],
  'Map(String, UInt32)': { x: 1 },
};

/** One value for every `{name:Type}` of a query. */
function sampleParams(text: string): Record<string, Sample> {
  const params = [...text.matchAll(/\{(\w+):([\w(), ]+)\}/g)];
  const sample = Object.fromEntries(
    params.map(([, name, type]) => [name, NAMED[name ?? ''] ?? SAMPLE[type ?? ''] ?? 1]),
  );
  // Those about a day are of a table of recordings.
  return 'table' in sample && ('day' in sample || 'before' in sample) ? { ...sample, table: 'batches' } : sample;
}

const sources = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');
const used = [...sources.matchAll(/sql\('([\w-]+)'\)/g)].map(([, name]) => name);

describe('the folder of queries', () => {
  it('has exactly one typed function for every file, and a file for every function', () => {
    expect(used.toSorted()).toEqual([...queryNames]);
  });

  it('names a missing file', () => {
    expect(() => sql('no-such-query')).toThrow('no sql/queries/no-such-query.sql');
  });

  it.each(queryNames)('%s opens with three lines: what it answers, who asks, what it costs', (name) => {
    const head = sql(name).split('\n').slice(0, 3);
    expect(head.every((line) => line.startsWith('-- '))).toBe(true);
    expect(head[1]).toMatch(/^-- Asked by /);
    expect(head[2]).toMatch(/^-- (Reads|Finds) /);
  });
});

describe('on the real engine', () => {
  const store = useStore();

  it.each(queryNames)('EXPLAIN takes %s', async (name) => {
    const text = sql(name);
    // Only a SELECT has a plan; of what changes something, the engine says whether it understands it.
    if (/^(?:ALTER|DELETE|SYSTEM|INSERT)/m.test(text))
      return store.client.command(`EXPLAIN AST ${text}`, sampleParams(text));
    const plan = await store.client.rows(`EXPLAIN ${text}`, sampleParams(text));
    expect(plan.length).toBeGreaterThan(0);
  });
});
