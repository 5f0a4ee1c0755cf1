import { Readable } from 'node:stream';
import { type AssetTexts, type Client, listSessionsOfPerson, personHash, streamRecording } from '@falter/store';
import type { ExportLine, ExportWish } from '@falter/wire';
import type { Context } from 'hono';
import { audit } from './audit.ts';
import { eventLines, expandLines } from './event-lines.ts';
import { ApiError } from './problem.ts';
import { showFindings, showSession } from './session-routes.ts';

interface Parts {
  store: Client;
  writer: Client;
  texts: AssetTexts;
}

/**
 * POST /exports: all that is kept of a person, one JSON object a line (`ExportLine`), as it is read: never whole in memory. Written
 * down before the first byte leaves. @throws ApiError `unknown_person`
 */
export async function sendPerson(
  c: Context,
  { store, writer, texts }: Parts,
  { person, why = '' }: ExportWish,
): Promise<Response> {
  const project = c.get('project');
  const sessions = await listSessionsOfPerson(store, { project, person });
  if (sessions.length === 0) throw new ApiError('unknown_person', 'No session names this person, or none any more.');
  const subject = personHash({ project, person });
  await audit(c, writer, { project, kind: 'exported-person', subject, why, count: sessions.length });
  const lines = Readable.from(write({ store, texts }, { project, person, sessions }), { objectMode: false });
  return c.body(Readable.toWeb(lines) as ReadableStream, 200, {
    'content-type': 'application/x-ndjson',
    'content-disposition': 'attachment; filename="person.ndjson"',
  });
}

interface Export {
  project: string;
  person: string;
  sessions: readonly string[];
}

async function* write(
  { store, texts }: Pick<Parts, 'store' | 'texts'>,
  { project, person, sessions }: Export,
): AsyncGenerator<string> {
  const exportedAt = new Date().toISOString();
  yield line({ kind: 'person', person, project, exportedAt, sessions: sessions.length });
  let events = 0;
  let told = 0;
  for (const id of sessions) {
    const source = { store, project };
    const session = await showSession(source, id).catch(unlessGone);
    if (session === undefined) continue;
    const { findings } = await showFindings(source, id);
    yield line({ kind: 'session', session, findings });
    told++;
    for (const { id: tab } of session.tabs) {
      const stored = await streamRecording(store, { project, session: id, tab });
      for await (const event of expandLines(eventLines(stored), { texts, project })) {
        events++;
        yield `{"kind":"event","session":${JSON.stringify(id)},"tab":${JSON.stringify(tab)},"event":${event}}\n`;
      }
    }
  }
  yield line({ kind: 'end', sessions: told, events });
}

/** Erased while the export runs: the rest of it is told all the same. */
function unlessGone(error: unknown): undefined {
  if (!(error instanceof ApiError)) throw error;
}

function line(value: ExportLine): string {
  return `${JSON.stringify(value)}\n`;
}
