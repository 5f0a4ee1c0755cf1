import {
  AUDIT_KINDS,
  type AuditKind,
  type AuditList,
  type ErasureDone,
  type ErasureWish,
  type ExportWish,
  ID_PATTERN,
  PERSON_MAX_CHARS,
  REASON_MAX_CHARS,
} from '@falter/wire';
import * as z from 'zod/mini';
import { choice, parameter, whole } from './parameters.ts';
import { named } from './schemas.ts';

const why = z
  .string('expected a text')
  .check(z.maxLength(REASON_MAX_CHARS, `expected at most ${REASON_MAX_CHARS} characters`));

const person = z
  .string('expected a text')
  .check(
    z.minLength(1, 'expected a person'),
    z.maxLength(PERSON_MAX_CHARS, `expected at most ${PERSON_MAX_CHARS} characters`),
  );

/** The body of POST /erasures. */
export const erasureBody: z.ZodMiniType<ErasureWish> = z
  .strictObject(
    {
      session: z.optional(
        z.string('expected the id of a session').check(z.regex(ID_PATTERN, 'expected the id of a session')),
      ),
      person: z.optional(person),
      why: z.optional(why),
    },
    'expected `session` or `person`, and `why`',
  )
  .check(
    z.refine(({ session, person: named }) => (session === undefined) !== (named === undefined), {
      error: 'expected `session` or `person`, one of both',
    }),
  );

/** The body of POST /exports. */
export const exportBody: z.ZodMiniType<ExportWish> = z.strictObject(
  { person, why: z.optional(why) },
  'expected `person`, and `why`',
);

/** The body of DELETE /projects/ID: its name, typed once more. */
export const removeProjectBody: z.ZodMiniType<{ name: string; why?: string | undefined }> = z.strictObject(
  { name: z.string('expected the name of the project'), why: z.optional(why) },
  'expected `name`, as the project is called',
);

export const erasureDone: z.ZodMiniType<ErasureDone> = named(
  'ErasureDone',
  z.strictObject({ sessions: z.int(), goneBy: z.iso.datetime() }),
);

/** What GET /audit was asked for. */
export interface AuditQuery {
  kind: AuditKind | '';
  cursor: string;
  limit: number;
}

export const auditQuery: z.ZodMiniType<AuditQuery> = z.object({
  kind: choice<AuditKind | ''>(AUDIT_KINDS, '', 'Only entries of this kind.'),
  cursor: parameter({
    fallback: '',
    about: 'Where the page before ended.',
    expected: 'the `next` of an answer',
    read: (text) => (/^\d{1,15}\.[\w-]{1,64}$/.test(text) ? text : undefined),
  }),
  limit: whole({ min: 1, max: 500, fallback: 100 }, 'Entries in one answer.'),
});

export const auditList: z.ZodMiniType<AuditList> = named(
  'AuditList',
  z.strictObject({
    entries: z.array(
      named(
        'AuditRow',
        z.strictObject({
          id: z.string(),
          at: z.iso.datetime(),
          project: z.string(),
          kind: z.enum(AUDIT_KINDS),
          whoKind: z.enum(['user', 'api-token', 'admin-token', 'shared-link', 'visitor', 'falter']),
          who: z.string(),
          subject: z.string(),
          why: z.string(),
          count: z.number(),
        }),
      ),
    ),
    next: z.nullable(z.string()),
  }),
);
