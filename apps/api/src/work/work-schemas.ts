import {
  COMMENT_MAX_CHARS,
  type CommentWish,
  ID_PATTERN,
  SESSION_MAX_MS,
  type SessionWork,
  SHARE_HOURS,
  type ShareMade,
  type ShareWish,
  TAG_MAX_CHARS,
  TAGS_MAX,
} from '@falter/wire';
import * as z from 'zod/mini';
import { named } from '../schemas.ts';

const COMMENT = `a text of 1 to ${COMMENT_MAX_CHARS} characters`;
const TAG = `a tag of 1 to ${TAG_MAX_CHARS} characters, without a comma`;
const HOURS = `one of ${SHARE_HOURS.join(', ')}`;

const trimmed = (max: number, expected: string) =>
  z.string(expected).check(z.trim(), z.minLength(1, expected), z.maxLength(max, expected));

/** The body of POST and PUT of a comment. */
export const commentBody: z.ZodMiniType<CommentWish> = z.strictObject(
  {
    at: z.int('expected milliseconds since the session’s start').check(z.gte(0), z.lte(2 * SESSION_MAX_MS)),
    tab: z.optional(z.string('expected the id of a tab').check(z.regex(ID_PATTERN, 'expected the id of a tab'))),
    text: trimmed(COMMENT_MAX_CHARS, `expected ${COMMENT}`),
  },
  'expected `at`, `text`, and `tab` where it is about one',
);

/** The body of PUT of the tags: all that there are to be. */
export const tagsBody: z.ZodMiniType<{ tags: string[] }> = z.strictObject(
  {
    tags: z
      .array(
        trimmed(TAG_MAX_CHARS, `expected ${TAG}`).check(z.regex(/^[^,]+$/, `expected ${TAG}`)),
        'expected a list of tags',
      )
      .check(z.maxLength(TAGS_MAX, `expected at most ${TAGS_MAX} tags`)),
  },
  'expected only `tags`',
);

/** The body of POST of a link. */
export const shareBody: z.ZodMiniType<ShareWish> = z.strictObject(
  {
    hours: z
      .number(`expected ${HOURS}`)
      .check(z.refine((n) => (SHARE_HOURS as readonly number[]).includes(n), `expected ${HOURS}`)),
  },
  'expected only `hours`',
);

/** The body of POST /shared/ID/open: what stands in the fragment of a link. */
export const openBody: z.ZodMiniType<{ token: string }> = z.strictObject(
  { token: z.string('expected the token of a link').check(z.maxLength(200, 'expected the token of a link')) },
  'expected only `token`',
);

const shareFields = { id: z.string(), by: z.string(), sharedAt: z.iso.datetime(), expiresAt: z.iso.datetime() };
const share = named('SessionShare', z.strictObject(shareFields));

export const shareMade: z.ZodMiniType<ShareMade> = named(
  'ShareMade',
  z.strictObject({ ...shareFields, path: z.string() }),
);

const comment = named(
  'SessionComment',
  z.strictObject({
    id: z.string(),
    at: z.int(),
    tab: z.string(),
    text: z.string(),
    by: z.string(),
    writtenAt: z.iso.datetime(),
    mine: z.boolean(),
  }),
);

const watch = named('SessionWatch', z.strictObject({ by: z.string(), watchedAt: z.iso.datetime(), me: z.boolean() }));

export const sessionWork: z.ZodMiniType<SessionWork> = named(
  'SessionWork',
  z.strictObject({
    comments: z.array(comment),
    tags: z.array(z.string()),
    watched: z.array(watch),
    shares: z.array(share),
  }),
);
