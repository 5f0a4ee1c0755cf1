import { randomUUID } from 'node:crypto';
import {
  type Client,
  changeTags,
  listComments,
  listTags,
  removeComment,
  type SessionKey,
  type StoredComment,
  saveComment,
} from '@falter/store';
import { COMMENTS_MAX, ID_PATTERN } from '@falter/wire';
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { allowWatching } from '../asker.ts';
import { describe, path } from '../describe.ts';
import { ApiError } from '../problem.ts';
import { readBody } from '../read-body.ts';
import { requireSession, unknownSession } from '../session-routes.ts';
import { idOf, showWork } from './show-work.ts';
import { commentBody, sessionWork, tagsBody } from './work-schemas.ts';

interface WorkParts {
  store: Client;
  writer: Client;
}

const id = z.string().check(z.regex(ID_PATTERN));
const sessionPath = path(z.object({ id }), unknownSession);
const commentPath = path(z.object({ id, comment: z.uuid() }), unknownComment);

/** Comments at moments of a session and its tags, under /api/v1/sessions/ID. Who may watch may work; each answers with all the work. */
export function workRoutes({ store, writer }: WorkParts): Hono {
  const app = new Hono();
  const may = allowWatching();
  const keyOf = (c: Context, session: string): SessionKey => ({ project: c.get('project'), session });
  const all = async (c: Context, key: SessionKey, from: Client = writer) =>
    c.json(await showWork(from, key, c.get('asker')));

  app.get('/:id/work', describe(ABOUT.show), may, sessionPath, async (c) =>
    all(c, keyOf(c, c.req.valid('param').id), store),
  );
  app.post('/:id/comments', describe({ ...ABOUT.comment, body: commentBody }), may, sessionPath, async (c) => {
    const { at, tab = '', text } = await readBody(c, commentBody);
    const key = await known(store, keyOf(c, c.req.valid('param').id));
    if ((await listComments(writer, key)).length >= COMMENTS_MAX)
      throw new ApiError('too_many_comments', `A session can have ${COMMENTS_MAX} comments. Remove one first.`);
    const asker = c.get('asker');
    const who = { byId: idOf(asker), byName: asker.name, writtenAt: Date.now() };
    await saveComment(writer, key, { id: randomUUID(), at, tab, text, ...who });
    return all(c, key);
  });
  app.put('/:id/comments/:comment', describe({ ...ABOUT.change, body: commentBody }), may, commentPath, async (c) => {
    const { at, tab = '', text } = await readBody(c, commentBody);
    const key = keyOf(c, c.req.valid('param').id);
    const comment = await ownComment(c, writer, key);
    await saveComment(writer, key, { ...comment, at, tab, text, writtenAt: after(comment) });
    return all(c, key);
  });
  app.delete('/:id/comments/:comment', describe(ABOUT.remove), may, commentPath, async (c) => {
    const key = keyOf(c, c.req.valid('param').id);
    const comment = await ownComment(c, writer, key);
    await removeComment(writer, key, comment, after(comment));
    return all(c, key);
  });
  app.put('/:id/tags', describe({ ...ABOUT.tags, body: tagsBody }), may, sessionPath, async (c) => {
    const wanted = new Set((await readBody(c, tagsBody)).tags);
    const key = await known(store, keyOf(c, c.req.valid('param').id));
    const there = await listTags(writer, key);
    const added = [...wanted].filter((tag) => !there.includes(tag));
    const removed = there.filter((tag) => !wanted.has(tag));
    await changeTags(writer, key, { added, removed, byName: c.get('asker').name, now: Date.now() });
    return all(c, key);
  });
  return app;
}

/** @throws ApiError `unknown_session`, `erased`: nothing is written of what is not there */
export async function known(store: Client, key: SessionKey): Promise<SessionKey> {
  await requireSession({ store, project: key.project }, key.session);
  return key;
}

/** @throws ApiError `unknown_comment`; `forbidden` for the comment of somebody else, but for admins */
async function ownComment(c: Context, store: Client, key: SessionKey): Promise<StoredComment> {
  const asked = c.req.param('comment');
  const comment = (await listComments(store, key)).find((one) => one.id === asked);
  if (!comment) throw unknownComment();
  const asker = c.get('asker');
  if (comment.byId !== idOf(asker) && asker.role !== 'admin')
    throw new ApiError('forbidden', `This comment is of ${comment.byName}. Ask them, or an admin.`);
  return comment;
}

/** Later than what is there, whatever the clock of this process says. */
function after({ writtenAt }: StoredComment): number {
  return Math.max(Date.now(), writtenAt + 1);
}

function unknownComment(): ApiError {
  return new ApiError('unknown_comment', 'There is no such comment at this session. It may have been removed.');
}

const WRITE = ['bad_body', 'body_too_large', 'forbidden', 'cross_site', 'not_json', 'store_unavailable'] as const;

const ABOUT = {
  show: {
    summary: 'What people did with a session: comments, tags, who watched, shared links',
    answer: sessionWork,
    problems: ['unknown_session', 'forbidden', 'store_unavailable'],
  },
  comment: {
    summary: 'Comment a moment of a session',
    answer: sessionWork,
    problems: [...WRITE, 'unknown_session', 'erased', 'too_many_comments'],
  },
  change: { summary: 'Change a comment', answer: sessionWork, problems: [...WRITE, 'unknown_comment'] },
  remove: { summary: 'Remove a comment', answer: sessionWork, problems: [...WRITE, 'unknown_comment'] },
  tags: {
    summary: 'Set the tags of a session',
    answer: sessionWork,
    problems: [...WRITE, 'unknown_session', 'erased'],
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;
