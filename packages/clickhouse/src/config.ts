import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Door } from './ask.ts';
import type { Layout } from './layout.ts';
import { sleepingQueryId } from './setup.ts';

/** Writes both configuration files for `door` and returns the command line of `clickhouse local`. */
export function writeConfig(layout: Layout, door: Door): string[] {
  writeFileSync(layout.config, serverConfig(layout, door), { mode: 0o600 });
  writeFileSync(layout.users, usersConfig(door), { mode: 0o600 });
  return [
    'clickhouse',
    `--config-file=${layout.config}`,
    `--query_id=${sleepingQueryId}`,
    '--query',
    'SYSTEM START LISTEN HTTP; SELECT sleepEachRow(1) FROM system.numbers FORMAT Null SETTINGS max_block_size=1, max_threads=1',
  ];
}

function serverConfig(layout: Layout, door: Door): string {
  return `<clickhouse>
  <logger>
    <level>information</level>
    <log>${escapeXml(layout.log)}</log>
    <size>10M</size>
    <count>2</count>
    <console>0</console>
  </logger>
  <path>${escapeXml(layout.data)}/</path>
  <users_config>${escapeXml(layout.users)}</users_config>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${door.port}</http_port>
  <timezone>UTC</timezone>
  <mark_cache_size>67108864</mark_cache_size>
</clickhouse>
`;
}

function usersConfig(door: Door): string {
  const hash = createHash('sha256').update(door.password).digest('hex');
  return `<clickhouse>
  <profiles>
    <sleeper><max_sessions_for_user>1</max_sessions_for_user></sleeper>
    <default></default>
    <app></app>
  </profiles>
  <quotas><unlimited /></quotas>
  <users>
    <default>
      <no_password />
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
      <grants><query>GRANT ALL ON *.*</query></grants>
    </${door.username}>
  </users>
</clickhouse>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
