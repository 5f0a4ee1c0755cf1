import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfiguration({})).toEqual({
      host: '127.0.0.1',
      port: 4600,
      portGiven: false,
      demoPort: 4601,
      publicUrl: undefined,
      data: resolve('.falter'),
      clickhouseUrl: undefined,
      adminToken: undefined,
      key: undefined,
      origins: undefined,
      assets: {},
      countBots: false,
    });
  });

  it('takes what the environment says', () => {
    const configuration = readConfiguration({
      HOST: '0.0.0.0',
      PORT: '80',
      DEMO_PORT: '0',
      FALTER_DATA: '/var/lib/falter',
      CLICKHOUSE_URL: 'http://u:p@db:8123/falter',
      FALTER_ADMIN_TOKEN: 'a-token-of-some-length',
      FALTER_KEY: 'write-key',
      FALTER_ORIGINS: 'https://shop.example, http://localhost:*',
    });
    expect(configuration).toMatchObject({ host: '0.0.0.0', port: 80, portGiven: true, demoPort: 0 });
    expect(configuration.data).toBe('/var/lib/falter');
    expect(configuration).toMatchObject({ clickhouseUrl: 'http://u:p@db:8123/falter', key: 'write-key' });
    expect(configuration.origins).toEqual(['https://shop.example', 'http://localhost:*']);
  });

  it('leaves the demo shop out when told so', () => {
    expect(readConfiguration({ DEMO_PORT: 'off' }).demoPort).toBeUndefined();
  });

  it('knows the address behind a proxy, with or without a slash at its end', () => {
    for (const given of ['https://falter.example', 'https://falter.example/']) {
      expect(readConfiguration({ FALTER_PUBLIC_URL: given }).publicUrl).toBe('https://falter.example');
    }
  });

  it('counts bots when told so, and only then', () => {
    const countBots = (text: string) => readConfiguration({ FALTER_COUNT_BOTS: text }).countBots;
    const assets = (count: string, bytes = '') =>
      readConfiguration({ FALTER_ASSETS_A_DAY: count, FALTER_ASSET_BYTES_A_DAY: bytes }).assets;
    expect([assets(''), assets('0'), assets('', '1GB')]).toEqual([{}, { count: 0 }, { bytes: 1e9 }]);
    expect(() => assets('many')).toThrow('FALTER_ASSETS_A_DAY is "many". Set a whole number, or leave it out.');
    expect(() => assets('', '1')).toThrow('FALTER_ASSET_BYTES_A_DAY is "1"');
    expect([countBots('1'), countBots('0'), countBots('')]).toEqual([true, false, false]);
    expect(() => countBots('yes')).toThrow('FALTER_COUNT_BOTS is "yes". Set 1 for yes, or 0 or nothing for no.');
  });

  it('counts an empty variable as not set', () => {
    expect(readConfiguration({ PORT: '', FALTER_ORIGINS: '', CLICKHOUSE_CLUSTER: '' }).port).toBe(4600);
  });

  it.each([
    [{ PORT: '4600x' }, 'PORT is "4600x"'],
    [{ PORT: '70000' }, 'PORT is "70000"'],
    [{ DEMO_PORT: '-1' }, 'DEMO_PORT is "-1"'],
    [{ FALTER_PUBLIC_URL: 'falter.example' }, 'FALTER_PUBLIC_URL is "falter.example"'],
    [{ FALTER_PUBLIC_URL: 'https://falter.example/under' }, 'Set scheme and host'],
    [{ CLICKHOUSE_URL: 'db:8123' }, 'CLICKHOUSE_URL is not an http(s) URL'],
    [{ CLICKHOUSE_CLUSTER: 'one' }, 'CLICKHOUSE_CLUSTER is not supported'],
    [{ FALTER_KEY: 'a b c d e f g' }, 'FALTER_KEY must be'],
    [{ FALTER_ADMIN_TOKEN: 'short' }, 'FALTER_ADMIN_TOKEN must be'],
    [{ FALTER_ORIGINS: 'https://shop.example/path' }, '"https://shop.example/path", which is no origin'],
    [{ FALTER_ORIGINS: 'HTTPS://SHOP.example' }, 'which is no origin'],
    [{ FALTER_ORIGINS: '*' }, 'which is no origin'],
    [{ FALTER_ORIGINS: 'https://*.shop.example' }, 'any port and for nothing else'],
    [{ FALTER_ORIGINS: 'shop.example' }, 'Probably https://shop.example is meant'],
  ])('refuses %j and says what to set', (environment, words) => {
    expect(() => readConfiguration(environment as Record<string, string>)).toThrow(words);
  });
});
