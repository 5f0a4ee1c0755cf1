import { randomUUID } from 'node:crypto';
import { type Client, listSearches, removeSearch, saveSearch } from '@falter/store';
import { SAVED_SEARCHES_MAX, type SavedSearchList, SEARCH_MAX_CHARS, SEARCH_NAME_MAX_CHARS } from '@falter/wire';
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { describe, path } from './describe.ts';
import { named } from './named-schema.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';

const sort = z.enum(['recent', 'score']);

const list: z.ZodMiniType<SavedSearchList> = named(
  'SavedSearchList',
  z.strictObject({
    searches: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        search: z.string(),
        sort,
        shared: z.boolean(),
        mine: z.boolean(),
        by: z.string(),
      }),
    ),
  }),
);

const NAME = `expected a name of 1 to ${SEARCH_NAME_MAX_CHARS} characters`;

const body: z.ZodMiniType<{ name: string; search: string; sort: 'recent' | 'score'; shared: boolean }> = z.strictObject(
  {
    name: z.string(NAME).check(z.trim(), z.minLength(1, NAME), z.maxLength(SEARCH_NAME_MAX_CHARS, NAME)),
    search: z.string().check(z.maxLength(SEARCH_MAX_CHARS)),
    sort,
    shared: z.boolean(),
  },
);

const idPath = path(z.object({ id: z.uuid() }), unknownSearch);

/** Searches that are kept by a name, each by whoever signed in: for themselves, or shared with all who look at the project. */
export function savedSearchRoutes({ store, writer }: { store: Client; writer: Client }): Hono {
  const app = new Hono();
  const ownerOf = (c: Context): string => `${c.get('asker').kind} ${c.get('asker').id}`;
  const read = async (client: Client, c: Context): Promise<SavedSearchList> => {
    const byId = ownerOf(c);
    const found = await listSearches(client, { project: c.get('project'), byId });
    const isAdmin = c.get('asker').role === 'admin';
    const toRow = ({ byId: owner, byName, ...one }: (typeof found)[number]): SavedSearchList['searches'][number] => {
      return { ...one, by: byName, mine: owner === byId || isAdmin };
    };
    return { searches: found.map(toRow) };
  };
  app.get('/', describe(ABOUT.list), async (c) => c.json(await read(store, c)));
  app.post('/', describe({ ...ABOUT.save, body }), async (c) => {
    const wish = await readBody(c, body);
    const byId = ownerOf(c);
    const own = (await listSearches(writer, { project: c.get('project'), byId })).filter((one) => one.byId === byId);
    if (own.length >= SAVED_SEARCHES_MAX)
      throw new ApiError('bad_body', `You have ${SAVED_SEARCHES_MAX} saved searches. Remove one first.`);
    const saved = { id: randomUUID(), ...wish, byId, byName: c.get('asker').name };
    await saveSearch(writer, c.get('project'), saved, Date.now());
    return c.json(await read(writer, c));
  });
  app.delete('/:id', describe(ABOUT.remove), idPath, async (c) => {
    const { id } = c.req.valid('param');
    const byId = ownerOf(c);
    const found = await listSearches(writer, { project: c.get('project'), byId });
    const one = found.find((saved) => saved.id === id);
    if (!one) throw unknownSearch();
    if (one.byId !== byId && c.get('asker').role !== 'admin')
      throw new ApiError('forbidden', 'It was saved by somebody else. Ask them or an admin to remove it.');
    await removeSearch(writer, c.get('project'), one, Date.now());
    return c.json(await read(writer, c));
  });
  return app;
}

function unknownSearch(): ApiError {
  return new ApiError('unknown_search', 'There is no saved search of this id.');
}

const WRITE = ['forbidden', 'cross_site', 'store_unavailable'] as const;

const ABOUT = {
  list: {
    summary: 'Saved searches: your own and those that are shared',
    answer: list,
    problems: ['store_unavailable'],
  },
  save: {
    summary: 'Save a search by a name',
    answer: list,
    problems: ['bad_body', 'body_too_large', 'not_json', ...WRITE],
  },
  remove: { summary: 'Remove a saved search', answer: list, problems: ['unknown_search', ...WRITE] },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;
