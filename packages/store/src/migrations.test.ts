import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { openClient } from './client.ts';
import { migrate, readMigrations } from './migrations.ts';

describe('migrations', () => {
  const store = useStore();
  const options = () => ({ url: store.url.replace(/\/t_/, '/m_') });

  it('run once, in order, and again change nothing', async () => {
    const ids = readMigrations().map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    expect(await migrate(options())).toEqual(ids);
    expect(await migrate(options())).toEqual([]);
  });

  it('stop the start when an applied one was changed, and say which', async () => {
    await migrate(options());
    const changed = readMigrations().map((migration, n) => (n === 1 ? { ...migration, checksum: 'other' } : migration));
    await expect(migrate(options(), changed)).rejects.toMatchObject({
      code: 'migration_changed',
      message: expect.stringContaining('0002-arrivals.sql'),
    });
  });

  it('stop the start when the database is newer than this version', async () => {
    await migrate(options());
    await expect(migrate(options(), readMigrations().slice(0, -1))).rejects.toMatchObject({
      code: 'migration_unknown',
    });
  });

  it('are repeated when they died half way', async () => {
    const url = store.url.replace(/\/t_/, '/half_');
    await migrate({ url }, []);
    const client = openClient({ url });
    await client.command(readMigrations()[0]?.statements[0] ?? '');
    await client.close();
    expect(await migrate({ url })).toEqual(readMigrations().map(({ id }) => id));
  });
});
