import { type IntakeRow, listIntake, openClient } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../../test/engine.ts';
import { type Came, Intake, OTHER } from './intake.ts';

const NOW = Date.now();

function came(values: Partial<Came>): Came {
  return { outcome: 'foreign_origin', project: 'p', origin: 'https://a.example', hint: '', tookMs: 0, ...values };
}

describe('what came', () => {
  const store = useStore();
  const silent = () => {};
  const rows = (project: string): Promise<IntakeRow[]> =>
    listIntake(store.client, { project, since: 0, refusedOnly: false, limit: 1_000 });
  const counts = async (project: string) =>
    (await rows(project)).filter((row) => row.project === project).map(({ outcome, count }) => [outcome, count]);

  it('is written by itself, soon, and added up', async () => {
    const intake = new Intake(store.client, silent);
    for (let n = 0; n < 5; n++) intake.count(came({ project: 'soon', outcome: 'stored', tookMs: n }));
    await expect.poll(() => counts('soon'), { timeout: 20_000 }).toEqual([['stored', 5]]);
  });

  it('is written at once at the end', async () => {
    const intake = new Intake(store.client, silent);
    intake.count(came({ project: 'end' }));
    await intake.flush();
    expect(await counts('end')).toEqual([['foreign_origin', 1]]);
    await intake.flush();
    expect(await counts('end')).toEqual([['foreign_origin', 1]]);
  });

  it('while the store is away waits in memory, and is complete afterwards', async () => {
    const complaints: string[] = [];
    let away = true;
    const flaky = {
      ...store.client,
      insert: (table: string, values: Parameters<typeof store.client.insert>[1]) =>
        away ? openClient({ url: 'http://127.0.0.1:1/x' }).insert(table, values) : store.client.insert(table, values),
    };
    const intake = new Intake(flaky, (message) => complaints.push(message));
    intake.count(came({ project: 'away', outcome: 'stored', tookMs: 5 }));
    await intake.flush();
    intake.count(came({ project: 'away', outcome: 'stored', tookMs: 9 }));
    await intake.flush();
    expect(await counts('away')).toEqual([]);
    expect(complaints.length).toBeGreaterThanOrEqual(2);
    away = false;
    await intake.flush();
    expect(await counts('away')).toEqual([['stored', 2]]);
    const sums = await store.client.rows(
      'SELECT sum(took_ms) t, max(slowest_ms) s FROM intake WHERE project = {p:String}',
      {
        p: 'away',
      },
    );
    expect(sums).toEqual([{ t: 14, s: 9 }]);
  });

  it('from strangers who make up origins is bounded, and crowds out neither scripts nor what is stored', async () => {
    const intake = new Intake(store.client, silent);
    const at = Math.floor(NOW / 60_000) * 60_000;
    for (let n = 0; n < 5_000; n++) intake.count(came({ project: 'flood', origin: `https://x${n}.example` }), at);
    intake.count(came({ project: 'flood', outcome: 'stored' }), at);
    intake.count(came({ project: 'flood', outcome: 'script' }), at);
    await intake.flush();
    const found = (await rows('flood')).filter(({ project }) => project === 'flood');
    expect(found).toHaveLength(103);
    const refused = found.filter(({ outcome }) => outcome === 'foreign_origin');
    expect(refused.reduce((sum, { count }) => sum + count, 0)).toBe(5_000);
    expect(refused.find(({ origin }) => origin === OTHER)?.count).toBe(4_900);
    expect(
      found
        .filter(({ origin }) => origin === 'https://a.example')
        .map(({ outcome }) => outcome)
        .toSorted(),
    ).toEqual(['script', 'stored']);
  });

  it('stays bounded over flushes of one minute, and begins anew with the next', async () => {
    const intake = new Intake(store.client, silent);
    const at = Math.floor(NOW / 60_000) * 60_000;
    for (let n = 0; n < 150; n++) intake.count(came({ project: 'twice', origin: `https://x${n}.example` }), at);
    await intake.flush();
    for (let n = 0; n < 150; n++) intake.count(came({ project: 'twice', origin: `https://y${n}.example` }), at + 5_000);
    intake.count(came({ project: 'twice', origin: 'https://next.example' }), at + 60_000);
    await intake.flush();
    const found = (await rows('twice')).filter(({ project }) => project === 'twice');
    expect(found).toHaveLength(102);
    expect(found.find(({ origin }) => origin === OTHER)?.count).toBe(200);
    expect(found.some(({ origin }) => origin === 'https://next.example')).toBe(true);
  });
});
