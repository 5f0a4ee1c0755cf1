import { createHash } from 'node:crypto';
import type { Door } from './ask.ts';
import type { Layout } from './layout.ts';
import { type Setup, sleepingQueryId } from './setup.ts';

/** The configuration files and the command line with which `clickhouse local` becomes a server behind `door`. */
export function configure(layout: Layout, door: Door): Pick<Setup, 'files' | 'args'> {
  const files = [
    { path: layout.config, text: serverConfig(layout, door) },
    { path: layout.users, text: usersConfig(door) },
  ];
  const statements = [
    'SYSTEM START LISTEN HTTP',
    'SELECT sleepEachRow(1) FROM system.numbers FORMAT Null SETTINGS max_block_size=1, max_threads=1',
  ];
  const args = ['--config-file', layout.config, '--query_id', sleepingQueryId, '--query', statements.join('; ')];
  return { files, args: ['clickhouse', ...args] };
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
