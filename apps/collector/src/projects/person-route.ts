import { WireError } from '@falter/wire';
import { Hono } from 'hono';
import { readBody } from '../taking/body.ts';
import { type Incoming, incomingOf } from '../taking/incoming.ts';
import { originAllowed } from '../taking/origins.ts';
import type { PersonWishes } from './person-wishes.ts';
import type { ProjectList } from './project-list.ts';

interface PersonParts {
  projects: ProjectList;
  wishes: PersonWishes;
}

/** Bytes of a question: a key of 256 characters, a hash, and what is around them. */
const QUESTION_MAX_BYTES = 1_024;

/** Questions of a project in a second. A page asks once for each person, and only where not every session is recorded. */
const ASKED_MAX = 100;

const HASH = /^[\da-f]{64}$/;

/**
 * POST /v1/person `{"v":1,"key":KEY,"person":SHA-256 in hex}` -> `{"record":boolean}`: whether somebody wants to see the next session of
 * this person. Whoever knows the site's key and a person's id can ask that too: it tells nothing else, and only so often.
 */
export function personRoute({ projects, wishes }: PersonParts): Hono {
  const app = new Hono();
  const mayAsk = createLimit();
  app.post('/v1/person', async (context) => {
    context.header('access-control-allow-origin', '*');
    context.header('cache-control', 'no-store');
    const incoming = incomingOf(context);
    const { key, person } = readQuestion(await readLine(incoming));
    const project = await projects.find(key);
    if (!project) throw new WireError('unknown_key', 'no project has this write key. Copy the tag again.');
    if (!originAllowed(incoming.header('origin') ?? undefined, project.origins))
      throw new WireError('foreign_origin', 'this origin is not on the list of the project.');
    if (!mayAsk(project.project, performance.now())) return context.json({ record: false }, 429);
    return context.json({ record: await wishes.has(project.project, person) });
  });
  app.onError((error, context) => {
    context.header('access-control-allow-origin', '*');
    context.header('connection', 'close');
    if (error instanceof WireError) return context.json({ error: error.name, message: error.message }, error.status);
    const message = 'The store does not answer. Nobody is waited for.';
    return context.json({ error: 'store_unavailable', message }, 503);
  });
  return app;
}

/** @throws WireError `too_large` for what is no question of ours */
function readLine(incoming: Incoming): Promise<Uint8Array> {
  let held = 0;
  const hold = (bytes: number): void => {
    held += bytes;
    if (held > 2 * QUESTION_MAX_BYTES) throw new WireError('too_large', 'a question is one short line. Send less.');
  };
  return readBody(incoming, { hold }).events();
}

/** @throws WireError `bad_envelope` */
function readQuestion(line: Uint8Array): { key: string; person: string } {
  let given: unknown;
  try {
    given = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
  } catch {
    throw new WireError('bad_envelope', 'a question must be one line of JSON. Look at the version of the snippet.');
  }
  const { v, key, person } = Object(given) as Record<string, unknown>;
  if (v === 1 && typeof key === 'string' && typeof person === 'string' && HASH.test(person)) return { key, person };
  throw new WireError('bad_envelope', 'a question needs v, key and person (SHA-256 in hex). Look at the snippet.');
}

/** So many in each second, for each project. */
function createLimit(): (project: string, now: number) => boolean {
  const asked = new Map<string, { second: number; count: number }>();
  return (project, now) => {
    const second = Math.floor(now / 1_000);
    const before = asked.get(project);
    const count = before?.second === second ? before.count + 1 : 1;
    asked.set(project, { second, count });
    return count <= ASKED_MAX;
  };
}
