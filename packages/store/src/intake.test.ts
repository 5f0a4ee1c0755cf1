import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import {
  addIntake,
  findLastBatch,
  type IntakeCount,
  listIntake,
  readInsertLatency,
  summariseIntake,
} from './intake.ts';

const NOW = Date.now();
const MINUTE = 60_000;

function counted(values: Partial<IntakeCount>): IntakeCount {
  const lastAt = values.lastAt ?? NOW;
  return {
    minute: Math.floor(lastAt / MINUTE) * MINUTE,
    project: 'shop',
    outcome: 'stored',
    origin: 'https://shop.example',
    hint: '',
    count: 1,
    tookMs: 0,
    slowestMs: 0,
    lastAt,
    ...values,
  };
}

describe('what came', () => {
  const store = useStore();

  it('is added up: rows of one minute, before and after the engine merged them', async () => {
    const one = counted({ project: 'sum', count: 3, tookMs: 30, slowestMs: 20, lastAt: NOW - 500 });
    await addIntake(store.client, [one]);
    await addIntake(store.client, [{ ...one, count: 2, tookMs: 50, slowestMs: 40, lastAt: NOW }]);
    const expected = [{ project: 'sum', outcome: 'stored', lastHour: 5, lastDay: 5, lastAt: NOW }];
    expect(await summariseIntake(store.client, 'sum', NOW)).toEqual(expected);
    expect(await readInsertLatency(store.client, NOW - 3_600_000)).toEqual({ batches: 5, tookMs: 80, slowestMs: 40 });
    await store.client.command('OPTIMIZE TABLE intake FINAL');
    expect(await summariseIntake(store.client, 'sum', NOW)).toEqual(expected);
    expect(await readInsertLatency(store.client, NOW - 3_600_000)).toEqual({ batches: 5, tookMs: 80, slowestMs: 40 });
  });

  it('is told apart by hour, day and longer ago', async () => {
    const ages = [30 * MINUTE, 5 * 60 * MINUTE, 3 * 24 * 60 * MINUTE];
    await addIntake(
      store.client,
      ages.map((age) => counted({ project: 'ages', lastAt: NOW - age })),
    );
    expect(await summariseIntake(store.client, 'ages', NOW)).toEqual([
      { project: 'ages', outcome: 'stored', lastHour: 1, lastDay: 2, lastAt: NOW - 30 * MINUTE },
    ]);
  });

  it('belongs to its project, or to nobody, and never to another project', async () => {
    const strange = { outcome: 'unknown_key', origin: 'https://blog.example', hint: 'abcdef' } as const;
    await addIntake(store.client, [
      counted({ project: 'mine', outcome: 'foreign_origin', lastAt: NOW - 2_000 }),
      counted({ project: 'other', outcome: 'foreign_origin' }),
      counted({ project: '', ...strange, count: 7, lastAt: NOW - 1_000 }),
      counted({ project: 'mine', outcome: 'stored', lastAt: NOW }),
    ]);
    const asked = { project: 'mine', since: NOW - MINUTE, limit: 100 };
    const rows = await listIntake(store.client, { ...asked, refusedOnly: true });
    expect(rows).toEqual([
      { project: '', ...strange, count: 7, lastAt: NOW - 1_000 },
      {
        ...{ project: 'mine', outcome: 'foreign_origin', origin: 'https://shop.example', hint: '', count: 1 },
        lastAt: NOW - 2_000,
      },
    ]);
    const all = await listIntake(store.client, { ...asked, refusedOnly: false });
    expect(all.map(({ outcome }) => outcome)).toEqual(['stored', 'unknown_key', 'foreign_origin']);
    expect(await listIntake(store.client, { ...asked, since: NOW - 1_500, refusedOnly: true })).toHaveLength(1);
    expect(await listIntake(store.client, { ...asked, refusedOnly: false, limit: 1 })).toHaveLength(1);
  });

  it('of a project without any session is nothing, not the year 1970', async () => {
    expect(await findLastBatch(store.client, 'never')).toBeUndefined();
    expect(await readInsertLatency(store.client, NOW + 3_600_000)).toEqual({ batches: 0, tookMs: 0, slowestMs: 0 });
  });
});
