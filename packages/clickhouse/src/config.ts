import { createHash } from 'node:crypto';
import type { Door } from './ask.ts';
import type { Layout } from './layout.ts';
import { type Setup, sleepingQueryId } from './setup.ts';

/** The configuration files and the command line with which `clickhouse local` becomes a server behind `door`. */
export function configure(layout: Layout, door: Door): Pick<Setup, 'files' | 'args'> {
  const files = [
    { path: layout.config, text: serverConfig(layout, door) },
    { path: layout.users, text: usersConfig(door) },
    // For the message of whoever comes second.
    { path: layout.lock, text: `${process.pid}\n` },
  ];
  // The listener opens before the statement that sleeps; when that one is killed, the engine ends. A quarter of a
  // second is the longest a stop waits for it to notice.
  const statements = [
    'SYSTEM START LISTEN HTTP',
    'SELECT sleepEachRow(0.25) FROM system.numbers FORMAT Null SETTINGS max_block_size=1, max_threads=1',
  ];
  const args = ['--config-file', layout.config, '--query_id', sleepingQueryId, '--query', statements.join('; ')];
  return { files, args: ['clickhouse', ...args] };
}

/** Sizes for a small machine that does other work too. */
const smallMachine = `  <!-- The smaller of both holds. -->
  <max_server_memory_usage>4294967296</max_server_memory_usage>
  <max_server_memory_usage_to_ram_ratio>0.5</max_server_memory_usage_to_ram_ratio>
  <mark_cache_size>67108864</mark_cache_size>
  <index_mark_cache_size>33554432</index_mark_cache_size>
  <primary_index_cache_size>67108864</primary_index_cache_size>
  <text_index_tokens_cache_size>33554432</text_index_tokens_cache_size>
  <text_index_header_cache_size>33554432</text_index_header_cache_size>
  <text_index_postings_cache_size>67108864</text_index_postings_cache_size>
  <compiled_expression_cache_size>16777216</compiled_expression_cache_size>
  <background_pool_size>2</background_pool_size>
  <background_schedule_pool_size>2</background_schedule_pool_size>

  <!-- Idle work: 0.9 % of a core with the defaults (50 ms and 1 s), 0.3 % so. -->
  <memory_worker_period_ms>250</memory_worker_period_ms>
  <asynchronous_metrics_update_period_s>30</asynchronous_metrics_update_period_s>
`;

/** What stays on the disk and what leaves it. */
const durability = `  <!-- What was dropped shall be gone from the disk soon: it may be somebody's data. -->
  <database_atomic_delay_before_drop_table_sec>5</database_atomic_delay_before_drop_table_sec>
  <merge_tree>
    <!-- "clickhouse local" removes merged parts with the next cleaning (old_parts_lifetime is 0, not 480 s as in a
         server). A merge that a power cut undoes would then take durable rows with it, so merges are durable too. -->
    <min_rows_to_fsync_after_merge>1</min_rows_to_fsync_after_merge>
    <fsync_part_directory>1</fsync_part_directory>
  </merge_tree>
`;

/** System log tables exist only where configured: none here. */
function serverConfig(layout: Layout, door: Door): string {
  return `<clickhouse>
  <!-- logger.level is overwritten by log-level in "clickhouse local". -->
  <log-level>information</log-level>
  <logger>
    <log>${escapeXml(layout.log)}</log>
    <size>10M</size>
    <count>2</count>
    <!-- A rotated file that is still our stderr must not be replaced by a compressed one. -->
    <compress>0</compress>
    <console>0</console>
  </logger>
  <path>${escapeXml(layout.data)}/</path>
  <users_config>${escapeXml(layout.users)}</users_config>
  <backups><allowed_path>${escapeXml(layout.backups)}/</allowed_path></backups>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${door.port}</http_port>
  <timezone>UTC</timezone>

${smallMachine}${durability}</clickhouse>
`;
}

/**
 * Table engines that keep their data in ClickHouse. Others read and write files and addresses of this host, and Buffer
 * acknowledges what a crash then loses.
 */
const engines = ['', 'Replacing', 'Summing', 'Aggregating', 'Collapsing', 'VersionedCollapsing', 'Coalescing']
  .map((kind) => `${kind}MergeTree`)
  .concat('Memory', 'Null', 'Merge', 'Join', 'Set');

/** Everything inside ClickHouse; no file, no address, no user, no dictionary source. */
const appGrants = [
  'GRANT SHOW, SELECT, INSERT, ALTER, DROP, UNDROP TABLE, TRUNCATE, OPTIMIZE, CHECK ON *.*',
  'GRANT CREATE DATABASE, CREATE TABLE, CREATE VIEW, CREATE TEMPORARY TABLE, CREATE FUNCTION ON *.*',
  'GRANT KILL QUERY, SYSTEM, INTROSPECTION, BACKUP, SHOW ACCESS ON *.*',
  ...engines.map((engine) => `GRANT TABLE ENGINE ON ${engine}`),
];

/**
 * The built-in session logs in as `default` without a password, and no network rule tells it from a client on this
 * host. It is allowed one session: the sleeping statement holds it before the port opens, so no client ever gets it.
 */
function usersConfig(door: Door): string {
  const hash = createHash('sha256').update(door.password).digest('hex');
  return `<clickhouse>
  <profiles>
    <default></default>
    <sleeper><max_sessions_for_user>1</max_sessions_for_user></sleeper>
    <app></app>
  </profiles>
  <quotas><unlimited></unlimited></quotas>
  <users>
    <default>
      <no_password></no_password>
      <networks><ip>::1</ip></networks>
      <profile>sleeper</profile>
      <quota>unlimited</quota>
      <grants>
        <query>GRANT SYSTEM LISTEN ON *.*</query>
        <query>GRANT SELECT ON system.numbers</query>
      </grants>
    </default>
    <${door.username}>
      <password_sha256_hex>${hash}</password_sha256_hex>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>app</profile>
      <quota>unlimited</quota>
      <grants>
${appGrants.map((grant) => `        <query>${grant}</query>`).join('\n')}
      </grants>
    </${door.username}>
  </users>
</clickhouse>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
