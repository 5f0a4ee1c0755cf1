import { parseArgs } from 'node:util';
import type { ErasureDone, ErasureWish } from '@falter/wire';
import { readConfiguration } from './configuration.ts';
import { postToFalter } from './running-answer.ts';
import { findRunningFalter } from './running-falter.ts';
import { wrongUse } from './usage.ts';
import { UsageError } from './usage-error.ts';

interface Arguments extends ErasureWish {
  project: string;
  json: boolean;
  url: string | undefined;
}

/**
 * `falter erase`: a session, or a person with all sessions, is gone for everybody when it returns, and from the disk within the hour.
 * Asks the Falter that runs, since nobody else can open the embedded engine. @throws UsageError
 */
export async function run(args: readonly string[]): Promise<number> {
  const { project, json, url, ...wish } = readArguments(args);
  const falter = await findRunningFalter(readConfiguration(process.env), url);
  if (!falter) throw new UsageError('no Falter runs here. Start it, or give its address with --url.');
  const answer = await postToFalter(falter, `/api/v1/erasures?project=${encodeURIComponent(project)}`, wish);
  const done = (await answer.json()) as ErasureDone;
  process.stdout.write(json ? `${JSON.stringify(done)}\n` : asText(done, wish));
  return 0;
}

function readArguments(args: readonly string[]): Arguments {
  try {
    const text = { type: 'string' } as const;
    const options = {
      person: text,
      session: text,
      why: text,
      url: text,
      project: { ...text, default: 'default' },
      json: { type: 'boolean', default: false },
    } as const;
    const { person, session, why, project, json, url } = parseArgs({ args: [...args], options }).values;
    if ((person === undefined) === (session === undefined)) throw new Error('give --person or --session, one of both.');
    return { person, session, why, project, json, url };
  } catch (cause) {
    throw wrongUse('erase', cause);
  }
}

function asText({ sessions, goneBy }: ErasureDone, { person }: ErasureWish): string {
  const by = goneBy.replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC');
  if (person !== undefined && sessions === 0) return 'no session names this person: nothing to erase.\n';
  const what = sessions === 1 ? '1 session is erased' : `${sessions} sessions are erased`;
  return `${what}: nobody sees it any more; from the disk it is gone by ${by}.\n`;
}
