import { setTimeout as sleep } from 'node:timers/promises';
import type { Configuration } from './configuration.ts';
import { readSecrets } from './data-directory.ts';
import { readRunningUrl } from './running-file.ts';
import { UsageError } from './usage-error.ts';

/** A Falter that answers, and the token with which it is asked. */
export interface RunningFalter {
  url: string;
  adminToken: string;
}

/** Milliseconds for which one that is starting is waited for. */
const STARTING_MS = 60_000;
const LOOK_AGAIN_MS = 250;

/** Where commands look for a Falter: where PORT says, else where the one of the data directory runs, else where one would start. */
export function addressOf({ host, port, portGiven, data }: Configuration): string {
  const running = portGiven ? undefined : readRunningUrl(data);
  return running ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * The Falter at `given`, or the one that this configuration means (`addressOf`): undefined where nothing listens there.
 * @throws UsageError when something else listens there, or when nobody knows the token.
 */
export async function findRunningFalter(
  configuration: Configuration,
  given?: string,
): Promise<RunningFalter | undefined> {
  const { data, adminToken } = configuration;
  const url = given ? originOf(given) : addressOf(configuration);
  if (!(await isReady(url))) return undefined;
  const token = adminToken ?? readSecrets(data).adminToken;
  if (token) return { url, adminToken: token };
  const advice = 'Set FALTER_ADMIN_TOKEN, or FALTER_DATA to its data directory.';
  throw new UsageError(`nobody told the admin token of the Falter at ${url}. ${advice}`);
}

/** Waits while it is starting. False where nothing listens. */
async function isReady(url: string): Promise<boolean> {
  const deadline = performance.now() + STARTING_MS;
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (!answer) return false;
    const text = await answer.text().catch(() => '');
    if (answer.ok && text.includes('"ready":true')) return true;
    const advice = 'Set PORT, or --url to the address of a Falter.';
    if (answer.status !== 503) throw new UsageError(`what listens at ${url} is no Falter. ${advice}`);
    if (performance.now() > deadline) throw new Error(`[falter] the Falter at ${url} is not ready. Look at its log.`);
    await sleep(LOOK_AGAIN_MS);
  }
}

function originOf(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/\/+$/, '');
  throw new UsageError(`--url is "${url}". Give the address of a Falter, http://127.0.0.1:4600.`);
}
