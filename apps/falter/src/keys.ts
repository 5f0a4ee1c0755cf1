import { parseArgs } from 'node:util';
import { type ProjectSettings, siteTag, type WriteKey } from '@falter/wire';
import { readConfiguration } from './configuration.ts';
import { getFromFalter, postToFalter } from './running-answer.ts';
import { findRunningFalter, type RunningFalter } from './running-falter.ts';
import { wrongUse } from './usage.ts';
import { UsageError } from './usage-error.ts';

interface Arguments {
  action: 'list' | 'rotate' | 'retire';
  key: string;
  project: string;
  json: boolean;
  url: string | undefined;
}

/**
 * `falter keys`: the write keys of a project, a second one beside the first, or the end of one. Asks the Falter that runs, since
 * nobody else can open the embedded engine.
 * @throws UsageError
 */
export async function run(args: readonly string[]): Promise<number> {
  const { action, key, project, json, url } = readArguments(args);
  const falter = await findRunningFalter(readConfiguration(process.env), url);
  if (!falter) throw new UsageError('no Falter runs here. Start it, or give its address with --url.');
  const path = `/api/v1/projects/${encodeURIComponent(project)}`;
  const asked: Record<Arguments['action'], () => Promise<ProjectSettings>> = {
    list: () => ask(falter, path),
    rotate: () => ask(falter, `${path}/keys`, {}),
    retire: () => ask(falter, `${path}/keys/retire`, { key }),
  };
  const settings = await asked[action]();
  process.stdout.write(json ? `${JSON.stringify(settings.keys)}\n` : asText(settings, action, falter.url));
  return 0;
}

function readArguments(args: readonly string[]): Arguments {
  try {
    const options = {
      project: { type: 'string', default: 'default' },
      json: { type: 'boolean', default: false },
      url: { type: 'string' },
    } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [action = 'list', key = '', ...more] = positionals;
    if (action !== 'list' && action !== 'rotate' && action !== 'retire') throw new Error(`there is no "${action}".`);
    if (more.length > 0 || (action === 'retire') !== (key !== ''))
      throw new Error('retire, and it alone, takes a key.');
    return { action, key, project: values.project, json: values.json, url: values.url };
  } catch (cause) {
    throw wrongUse('keys', cause);
  }
}

async function ask(falter: RunningFalter, path: string, body?: unknown): Promise<ProjectSettings> {
  const answer = await (body === undefined ? getFromFalter(falter, path) : postToFalter(falter, path, body));
  return (await answer.json()) as ProjectSettings;
}

function asText({ name, keys }: ProjectSettings, action: Arguments['action'], url: string): string {
  const rows = keys.map(
    (key) => `  ${key.key}  made ${when(key.madeAt, 'at an unknown time')}, ${use(key)}${origin(key)}`,
  );
  const newest = keys.at(-1)?.key ?? '';
  const next: Record<Arguments['action'], string[]> = {
    list: [],
    rotate: [
      'The last one is new. Put it on the site:',
      `  ${siteTag({ host: url, key: newest })}`,
      'When the old one is no longer used ("falter keys" says when it last was), end it: falter keys retire KEY',
    ],
    retire: ['What still comes with the retired key is refused as unknown_key, within 5 s.'],
  };
  return `${[`write keys of ${name}:`, ...rows, ...next[action]].join('\n')}\n`;
}

function use({ lastUsedAt }: WriteKey): string {
  return lastUsedAt === null ? 'never used' : `last used ${when(lastUsedAt, '')}`;
}

function origin({ byEnvironment }: WriteKey): string {
  return byEnvironment ? ' (FALTER_KEY: kept active by the environment)' : '';
}

function when(iso: string | null, unknown: string): string {
  return iso === null ? unknown : iso.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
}
