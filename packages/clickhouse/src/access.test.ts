import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { query, scratch, started } from './test-support.ts';

/** Status and text of a bare HTTP request: no credentials but those given. */
function bare(url: string, sql: string, extra: { headers?: Record<string, string>; search?: string; host?: string }) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const outgoing = request(
      {
        host: extra.host ?? '127.0.0.1',
        port: new URL(url).port,
        path: `/${extra.search ?? ''}`,
        method: 'POST',
        headers: extra.headers,
        agent: false,
        timeout: 2000,
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: text.trim() }));
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('timeout')));
    outgoing.on('error', reject);
    outgoing.end(sql);
  });
}

test('nobody gets in without the password, nor as default with none', async () => {
  const { engine } = await started(scratch());
  await query(engine.url, 'CREATE TABLE secrets (a String) ENGINE = MergeTree ORDER BY a');
  await query(engine.url, `INSERT INTO secrets VALUES ('hidden')`);
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
  const ways = [
    {},
    { headers: basic('default:') },
    { search: '?user=default' },
    { search: '?user=default&password=' },
    { headers: { 'x-clickhouse-user': 'default', 'x-clickhouse-key': '' } },
    { headers: basic('falter:') },
    { headers: basic('falter:wrong') },
    { search: '?user=falter' },
    { headers: basic('admin:admin') },
  ];
  for (const sql of [
    'SELECT a FROM secrets',
    'SELECT 1',
    'SELECT count() FROM system.tables',
    'SYSTEM STOP LISTEN HTTP',
  ]) {
    for (const way of ways) {
      const { status, text } = await bare(engine.url, sql, way);
      expect(status, `${sql} as ${JSON.stringify(way)}`).toBeGreaterThanOrEqual(400);
      expect(text).not.toContain('hidden');
    }
  }
  expect(await query(engine.url, 'SELECT a FROM secrets')).toBe('hidden');
});

test('default may do nothing but keep the engine up', async () => {
  const { engine } = await started(scratch());
  expect(await query(engine.url, 'SHOW GRANTS FOR default')).toBe(
    'GRANT SYSTEM LISTEN ON *.* TO default\nGRANT SELECT ON system.numbers TO default',
  );
});

test('listens on the loopback address only', async () => {
  const { engine } = await started(scratch());
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) await expect(bare(engine.url, 'SELECT 1', { host: address })).rejects.toThrow();
  await expect(bare(engine.url, 'SELECT 1', { host: '::1' })).rejects.toThrow();
});

test('the application can do what a store does', async () => {
  const { engine } = await started(scratch());
  const statements = [
    'CREATE DATABASE falter',
    'CREATE TABLE falter.batches (d Date, a Int32) ENGINE = MergeTree PARTITION BY d ORDER BY a',
    'CREATE TABLE falter.latest (a Int32, v UInt8) ENGINE = ReplacingMergeTree(v) ORDER BY a',
    'CREATE TABLE falter.sums (a Int32, s AggregateFunction(sum, Int32)) ENGINE = AggregatingMergeTree ORDER BY a',
    'CREATE MATERIALIZED VIEW falter.mv TO falter.sums AS SELECT a, sumState(a) AS s FROM falter.batches GROUP BY a',
    `INSERT INTO falter.batches VALUES ('2026-01-01', 7), ('2026-01-02', 8)`,
    `ALTER TABLE falter.batches ADD COLUMN note String DEFAULT ''`,
    `ALTER TABLE falter.batches UPDATE note = 'x' WHERE a = 8`,
    'DELETE FROM falter.latest WHERE a = 1',
    `ALTER TABLE falter.batches DROP PARTITION '2026-01-01'`,
    'OPTIMIZE TABLE falter.batches FINAL',
    'CREATE VIEW falter.view AS SELECT * FROM falter.batches',
    'EXPLAIN SELECT * FROM falter.batches',
    'CHECK TABLE falter.batches',
    `BACKUP DATABASE falter TO File('monday')`,
    `RESTORE TABLE falter.batches AS falter.restored FROM File('monday')`,
    'KILL MUTATION WHERE 0',
    'SYSTEM FLUSH LOGS',
    'RENAME TABLE falter.restored TO falter.renamed',
    'TRUNCATE TABLE falter.renamed',
    'DROP TABLE falter.renamed SYNC',
  ];
  for (const statement of statements) await query(engine.url, statement);
  expect(await query(engine.url, 'SELECT sumMerge(s) FROM falter.sums')).toBe('15');
  expect(await query(engine.url, 'SELECT count() FROM system.detached_parts')).toBe('0');
});

test('an injected statement reaches neither files nor addresses nor users', async () => {
  const directory = scratch();
  const { engine } = await started(directory);
  const statements = [
    `SELECT * FROM file('/etc/hostname', 'LineAsString')`,
    `SELECT * FROM file('${join(directory, 'users.xml')}', 'LineAsString')`,
    `INSERT INTO FUNCTION file('${join(directory, 'out.csv')}') SELECT 1`,
    `SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')`,
    `SELECT * FROM s3('http://127.0.0.1:1/b/k', 'CSV')`,
    `SELECT * FROM remote('127.0.0.1:9000', system.one)`,
    `CREATE TABLE f (a Int8) ENGINE = File(CSV, '/etc/hostname')`,
    `CREATE TABLE u (a Int8) ENGINE = URL('http://127.0.0.1:1/', CSV)`,
    `CREATE DICTIONARY d (a UInt64) PRIMARY KEY a SOURCE(HTTP(url 'http://127.0.0.1:1/' format 'CSV')) LIFETIME(0) LAYOUT(FLAT())`,
    `SELECT * FROM executable('id', 'TSV', 'a String')`,
    `BACKUP DATABASE default TO File('${join(directory, 'elsewhere')}')`,
    `SELECT 1 INTO OUTFILE '${join(directory, 'out.tsv')}'`,
    'CREATE USER intruder',
    'GRANT SELECT ON *.* TO default',
  ];
  for (const statement of statements) await expect(query(engine.url, statement), statement).rejects.toThrow('Code:');
});
