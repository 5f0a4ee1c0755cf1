import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Redetection, RedetectionWish } from '@falter/wire';
import { readConfiguration } from './configuration.ts';
import { redetectionText } from './redetection-text.ts';
import { deleteAtFalter, getFromFalter, postToFalter } from './running-answer.ts';
import { findRunningFalter, type RunningFalter } from './running-falter.ts';
import { wrongUse } from './usage.ts';
import { UsageError } from './usage-error.ts';

interface Arguments {
  wish: RedetectionWish;
  project: string;
  json: boolean;
  url: string | undefined;
}

const ASK_EVERY_MS = 500;

/**
 * `falter redetect`: sessions of the past are judged by the rules and settings of now, by the detector of the Falter that runs, between its
 * looks at live sessions. Tells how far it is on stderr, and on stdout what changed. Ctrl-C cancels it: what was judged stays judged.
 * @throws UsageError
 */
export async function run(args: readonly string[]): Promise<number> {
  const { wish, project, json, url } = readArguments(args);
  const falter = await findRunningFalter(readConfiguration(process.env), url);
  if (!falter) throw new UsageError('no Falter runs here. Start it, or give its address with --url.');
  const at = (id: string): string => `/api/v1/redetections${id}?project=${encodeURIComponent(project)}`;
  const asked = (await (await postToFalter(falter, at(''), wish)).json()) as Redetection;
  const path = at(`/${asked.id}`);
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const done = await follow(falter, path, interrupted.signal);
  process.stdout.write(json ? `${JSON.stringify(done)}\n` : redetectionText(done, falter.url));
  return done.state === 'done' ? 0 : 1;
}

async function follow(falter: RunningFalter, path: string, interrupted: AbortSignal): Promise<Redetection> {
  const isTerminal = process.stderr.isTTY;
  let told = '';
  for (;;) {
    const now = (await (await getFromFalter(falter, path)).json()) as Redetection;
    const progress = now.total === null ? 'waiting for the detector' : `${now.looked} of ${now.sample} sessions`;
    if (progress !== told && isTerminal) process.stderr.write(`\r\x1b[K${progress}`);
    told = progress;
    if (now.state !== 'waiting' && now.state !== 'running') {
      if (isTerminal) process.stderr.write('\r\x1b[K');
      return now;
    }
    if (interrupted.aborted) await deleteAtFalter(falter, path);
    await sleep(ASK_EVERY_MS, undefined, { signal: interrupted }).catch(() => {});
  }
}

function readArguments(args: readonly string[]): Arguments {
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean', default: false } as const;
    const options = {
      ...{ from: text, to: text, signal: { ...text, multiple: true as const }, 'dry-run': flag },
      ...{ project: { ...text, default: 'default' }, json: flag, url: text },
    } as const;
    const {
      from,
      to,
      signal: signals = [],
      'dry-run': dryRun,
      ...rest
    } = parseArgs({ args: [...args], options }).values;
    if (from === undefined || to === undefined)
      throw new Error('give --from and --to, as 2026-11-01 or 2026-11-01T08:00Z.');
    return { wish: { from, to, signals, dryRun }, ...rest, url: rest.url };
  } catch (cause) {
    throw wrongUse('redetect', cause);
  }
}
