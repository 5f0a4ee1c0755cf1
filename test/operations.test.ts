import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collector, createCollector } from '@falter/app-collector';
import { beatDetector } from '@falter/store';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStore } from './engine.ts';
import { until } from './falter-process.ts';
import { read } from './house.ts';

const store = useStore();
let collector: Collector;

const dashboard = JSON.parse(read('apps/falter/deploy/grafana/falter.json')) as {
  panels: { title: string; targets: { expr: string }[] }[];
};
const alerts = read('apps/falter/deploy/alerts.yml')
  .split(/^ {6}- alert: /m)
  .slice(1);

const metricsIn = (expression: string) => expression.match(/falter_\w+/g) ?? [];

beforeAll(async () => {
  const snippet = join(tmpdir(), `falter-operations-${process.pid}.js`);
  writeFileSync(snippet, '');
  collector = createCollector({ store: store.client, snippet, log: () => {} });
  await beatDetector(store.client, { worker: 'a', behindMs: 0, waiting: 0, failing: 0 });
  const keeping = collector.startSweeping();
  await until(exposed, (names) => names.has('falter_retention_runs_total'), 20_000);
  keeping.stop();
});

/** Names that GET /metrics tells, with those of the series of a histogram. */
async function exposed(): Promise<Set<string>> {
  const text = await (await collector.app.request('/metrics')).text();
  return new Set([...text.matchAll(/^(falter_\w+)[{ ]/gm)].map(([, name]) => name ?? ''));
}

describe('the Grafana dashboard', () => {
  it('asks for metrics that there are, each panel with a name of its own', async () => {
    // A counter with labels has no series before it counted: its name stands in the help.
    const text = await (await collector.app.request('/metrics')).text();
    const known = new Set([
      ...(await exposed()),
      ...[...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name ?? ''),
    ]);
    const asked = dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr)));
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(dashboard.panels.map(({ title }) => title)).size).toBe(dashboard.panels.length);
  });
});

describe('the alert rules', () => {
  it('watch metrics that there are, and each says what to do', async () => {
    const text = await (await collector.app.request('/metrics')).text();
    expect(alerts.length).toBeGreaterThan(8);
    for (const alert of alerts) {
      const [, expression = ''] = /^ {8}expr: (.+)$/m.exec(alert) ?? [];
      const names = metricsIn(expression);
      expect(names.length, alert).toBeGreaterThan(0);
      for (const name of names) expect(text, name).toContain(`# TYPE ${name} `);
      expect(alert).toMatch(/^ {10}runbook: .{30,}$/m);
      expect(alert).toMatch(/^ {10}severity: (?:warning|critical)$/m);
    }
  });

  it('stand in the deployment guide', () => {
    const guide = readFileSync(new URL('../apps/falter/deploy/README.md', import.meta.url), 'utf8');
    for (const file of ['alerts.yml', 'grafana/falter.json']) expect(guide).toContain(file);
  });
});
