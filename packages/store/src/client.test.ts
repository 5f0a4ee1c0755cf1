import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { databaseOf, openClient } from './client.ts';

describe('a client', () => {
  const store = useStore();

  it('takes the database from the path, or falter', () => {
    expect(databaseOf('http://u:p@127.0.0.1:8123')).toBe('falter');
    expect(databaseOf('http://u:p@127.0.0.1:8123/other')).toBe('other');
    expect(() => databaseOf('not a url')).toThrow('CLICKHOUSE_URL is not a URL');
  });

  it('tells an engine that refuses from one that does not answer', async () => {
    await expect(store.client.rows('SELECT nonsense', {})).rejects.toMatchObject({ code: 'refused' });
    const nobody = openClient({ url: 'http://u:p@127.0.0.1:9' });
    await expect(nobody.rows('SELECT 1', {})).rejects.toMatchObject({ code: 'unavailable' });
    const stranger = openClient({ url: store.url.replace(/\/\/[^@]*@/, '//falter:wrong@') });
    await expect(stranger.rows('SELECT 1', {})).rejects.toMatchObject({ code: 'refused' });
    await Promise.all([nobody.close(), stranger.close()]);
  });

  it('says nothing of the rows of an insert that was refused', async () => {
    const row = { project: 'p', session: 's', id: 'f', target_node: 1.5, why: 'planted-secret-4711' };
    const refusal = await store.client.insert('findings', [row]).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'refused' });
    expect(inspect(refusal, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain('planted');
  });

  it('binds parameters, whatever they hold', async () => {
    const hostile = `'); DROP TABLE batches; -- {x:String} \\' \u0000 \n`;
    expect(await store.client.rows('SELECT {x:String} AS x', { x: hostile })).toEqual([{ x: hostile }]);
  });

  it('that reads only cannot write, define, reach files or the network, or raise its own limits', async () => {
    const reader = openClient({ url: store.url, readonly: true });
    const attempts = [
      "INSERT INTO projects (project) VALUES ('x')",
      'DROP TABLE batches',
      "SELECT * FROM file('/etc/passwd', 'LineAsString')",
      "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
      'SELECT 1 SETTINGS readonly = 0',
      'SELECT 1; SELECT 2',
      "SELECT 1 INTO OUTFILE '/tmp/falter-outfile'",
    ];
    for (const attempt of attempts) await expect(reader.rows(attempt, {}), attempt).rejects.toThrow('refused');
    expect(await reader.rows('SELECT count() AS n FROM batches', {})).toEqual([{ n: 0 }]);
    await reader.close();
  });
});
