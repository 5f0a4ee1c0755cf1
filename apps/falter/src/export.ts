import { parse } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { parseArgs } from 'node:util';
import type { SessionDetail } from '@falter/wire';
import { readConfiguration } from './configuration.ts';
import { exportPerson } from './export-person.ts';
import { type ChosenTab, chooseTabs } from './export-tab.ts';
import { toJsonArray } from './json-array.ts';
import { printable } from './printable.ts';
import { findRunningFalter, type RunningFalter } from './running-falter.ts';
import { wrongUse } from './usage.ts';
import { UsageError } from './usage-error.ts';
import { writeOut } from './write-out.ts';

interface Arguments {
  session: string;
  person: string | undefined;
  why: string | undefined;
  project: string;
  tab: string | undefined;
  out: string | undefined;
  url: string | undefined;
  /** The lines as they are stored, with references in the place of style sheets. */
  references: boolean;
}

/**
 * `falter export SESSION`: the recording of a session as a JSON array of rrweb events, on stdout or into a file, asked of the
 * Falter that runs. A recording is one tab's: of several, `--tab` names one, or each gets a file of its own.
 * @throws UsageError
 */
export async function run(args: readonly string[]): Promise<number> {
  const { session, person, why, project, tab, out, url, references } = readArguments(args);
  const falter = await findRunningFalter(readConfiguration(process.env), url);
  if (!falter) throw new UsageError('no Falter runs here. Start it, or give its address with --url.');
  if (person !== undefined) return exportPerson(falter, { person, why, project, out });
  const source = { falter, project, session, references };
  const detail = (await (await ask(source, '')).json()) as SessionDetail;
  const chosen = chooseTabs(detail, { wanted: tab, each: out !== undefined });
  for (const one of chosen) {
    await writeTab(source, one, out && (chosen.length > 1 ? numbered(out, one.number) : out));
  }
  return 0;
}

function readArguments(args: readonly string[]): Arguments {
  try {
    const text = { type: 'string' } as const;
    const options = {
      person: text,
      why: text,
      tab: text,
      out: text,
      url: text,
      project: { ...text, default: 'default' },
      references: { type: 'boolean', default: false },
    } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [session, ...more] = positionals;
    const { person, why, project, tab, out, url, references } = values;
    if (person !== undefined && (session !== undefined || tab !== undefined)) throw new Error('a person has no tab.');
    if (person === undefined && (!session || more.length > 0)) throw new Error('give the id of one session.');
    if (person !== undefined && references) throw new Error('a person is exported whole.');
    return { session: session ?? '', person, why, project, tab, out, url, references };
  } catch (cause) {
    throw wrongUse('export', cause);
  }
}

interface Source {
  falter: RunningFalter;
  project: string;
  session: string;
  references: boolean;
}

/** GET of something below the session. @throws Error in the API's own words */
async function ask(
  { falter, project, session }: Source,
  path: string,
  query: Record<string, string> = {},
): Promise<Response> {
  const search = new URLSearchParams({ project, ...query });
  const answer = await fetch(`${falter.url}/api/v1/sessions/${encodeURIComponent(session)}${path}?${search}`, {
    headers: { authorization: `Bearer ${falter.adminToken}` },
  });
  if (answer.ok) return answer;
  const { detail = '' } = (await answer.json().catch(() => ({}))) as { detail?: string };
  throw new Error(`[falter] the Falter at ${falter.url} answered ${answer.status}. ${detail}`);
}

/** `visit.json` -> `visit-2.json`. */
function numbered(file: string, number: number): string {
  const { dir, name, ext } = parse(file);
  return `${dir === '' ? '' : `${dir}/`}${name}-${number}${ext}`;
}

async function writeTab(source: Source, { number, id }: ChosenTab, out: string | undefined): Promise<void> {
  const answer = await ask(source, '/recording', { tab: id, ...(source.references && { assets: 'references' }) });
  let events = 0;
  const lines = Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
  const array = (target: Writable) =>
    pipeline(
      toJsonArray(lines, () => events++),
      target,
      { end: out !== undefined },
    );
  await writeOut(array, out);
  process.stderr.write(
    `${events} events of tab ${number} (${printable(id)})${out === undefined ? '' : ` in ${out}`}\n`,
  );
}
