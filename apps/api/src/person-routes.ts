import {
  type Client,
  endWish,
  listSessionsOfPerson,
  listWishes,
  saveWish,
  sumUpPerson,
  type Wish,
} from '@falter/store';
import {
  ID_PATTERN,
  PERSON_MAX_CHARS,
  type PersonNeighbours,
  type PersonSumsRow,
  type PersonWish,
  type PersonWishAnswer,
} from '@falter/wire';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { allow } from './asker.ts';
import { describe, query } from './describe.ts';
import { parameter, text } from './parameters.ts';
import { personNeighbours, personSums } from './person-schemas.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';
import { personWishAnswer } from './schemas.ts';

interface PersonParts {
  store: Client;
  writer: Client;
}

const PERSON = `a person's id of 1 to ${PERSON_MAX_CHARS} characters`;

const personQuery: z.ZodMiniType<{ person: string }> = z.object({
  person: text(PERSON_MAX_CHARS, "The site's own id of the person."),
});

const neighboursQuery: z.ZodMiniType<{ person: string; session: string }> = z.object({
  person: text(PERSON_MAX_CHARS, "The site's own id of the person."),
  session: parameter({
    fallback: '',
    about: 'A session of the person.',
    expected: 'the id of a session',
    read: (given) => (ID_PATTERN.test(given) ? given : undefined),
  }),
});

const personBody: z.ZodMiniType<{ person: string }> = z.strictObject({
  person: z.string(`expected ${PERSON}`).check(z.minLength(1), z.maxLength(PERSON_MAX_CHARS)),
});

/**
 * Whose next session somebody wants to see, where not every session is recorded. Everybody may look and wish: support does. The id
 * travels in a body where something is written, and in the query where it is only read, as with the list of sessions.
 */
export function personRoutes({ store, writer }: PersonParts): Hono {
  const app = new Hono();
  app.get('/wish', describe(ABOUT.show), query(personQuery), async (c) => {
    const { person } = c.req.valid('query');
    if (person === '') throw new ApiError('bad_parameter', `\`person\`: expected ${PERSON}.`);
    const [wish] = await listWishes(store, { project: c.get('project'), person });
    return c.json(answer(wish));
  });
  app.get('/sums', describe(ABOUT.sums), query(personQuery), async (c) => {
    const { person } = c.req.valid('query');
    if (person === '') throw new ApiError('bad_parameter', `\`person\`: expected ${PERSON}.`);
    const { firstSeenAt, lastSeenAt, ...sums } = await sumUpPerson(store, { project: c.get('project'), person });
    const time = (at: number): string | null => (sums.sessions === 0 ? null : new Date(at).toISOString());
    return c.json({ ...sums, firstSeenAt: time(firstSeenAt), lastSeenAt: time(lastSeenAt) } satisfies PersonSumsRow);
  });
  app.get('/neighbours', describe(ABOUT.neighbours), query(neighboursQuery), async (c) => {
    const { person, session } = c.req.valid('query');
    if (person === '') throw new ApiError('bad_parameter', `\`person\`: expected ${PERSON}.`);
    return c.json(neighboursOf(await listSessionsOfPerson(store, { project: c.get('project'), person }), session));
  });
  app.put('/wish', describe({ ...ABOUT.make, body: personBody }), allow('product', 'support'), async (c) => {
    const { person } = await readBody(c, personBody);
    const wishedBy = c.get('asker').name;
    return c.json(answer(await saveWish(writer, { project: c.get('project'), person, wishedBy }, Date.now())));
  });
  app.delete('/wish', describe({ ...ABOUT.end, body: personBody }), allow('product', 'support'), async (c) => {
    const { person } = await readBody(c, personBody);
    const [wish] = await listWishes(store, { project: c.get('project'), person });
    if (wish) await endWish(writer, wish, Date.now());
    return c.json(answer(undefined));
  });
  return app;
}

/** `sessions`: newest first. */
function neighboursOf(sessions: readonly string[], session: string): PersonNeighbours {
  const at = sessions.indexOf(session);
  if (at < 0) return { previous: null, next: null };
  return { previous: sessions[at + 1] ?? null, next: sessions[at - 1] ?? null };
}

function answer(wish: Wish | undefined): PersonWishAnswer {
  return { wish: wish ? toRow(wish) : null };
}

function toRow({ person, wishedBy, wishedAt, expiresAt }: Wish): PersonWish {
  const iso = (ms: number): string => new Date(ms).toISOString();
  return { person, wishedBy, wishedAt: iso(wishedAt), expiresAt: iso(expiresAt) };
}

const REFUSALS = ['bad_body', 'body_too_large', 'forbidden', 'cross_site', 'not_json', 'store_unavailable'] as const;

const ABOUT = {
  sums: {
    summary: 'What all sessions of a person add up to',
    answer: personSums,
    problems: ['bad_parameter', 'store_unavailable'],
  },
  neighbours: {
    summary: 'The sessions of a person before and after one',
    answer: personNeighbours,
    problems: ['bad_parameter', 'store_unavailable'],
  },
  show: {
    summary: 'Whether somebody wants to see the next session of a person',
    answer: personWishAnswer,
    problems: ['bad_parameter', 'store_unavailable'],
  },
  make: {
    summary: 'Record the next session of a person, although not every session is recorded',
    answer: personWishAnswer,
    problems: REFUSALS,
  },
  end: {
    summary: 'Do not wait for the next session of a person any more',
    answer: personWishAnswer,
    problems: REFUSALS,
  },
} as const;
