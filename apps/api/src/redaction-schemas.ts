import {
  PARAMETER_PATTERN,
  PARAMETERS_MAX,
  REDACTION_CLASSES,
  type RedactionList,
  type RedactionSettings,
} from '@falter/wire';
import * as z from 'zod/mini';
import { named } from './schemas.ts';

const known = z.enum(REDACTION_CLASSES, `expected one of ${REDACTION_CLASSES.join(', ')}`);

/** What is redacted in a project, as it is told. */
export const redactionSettings: z.ZodMiniType<RedactionSettings> = named(
  'RedactionSettings',
  z.strictObject({ off: z.array(known), parameters: z.array(z.string()) }),
);

const parameter = z
  .string('expected the name of a parameter')
  .check(z.regex(PARAMETER_PATTERN, 'expected 1 to 64 letters, digits, or any of _ . [ ] -'));

/** The same as it may be set: whole. */
export const redactionChange: z.ZodMiniType<RedactionSettings> = z.strictObject(
  {
    off: z
      .array(known, 'expected a list of classes')
      .check(z.maxLength(REDACTION_CLASSES.length, 'expected each once')),
    parameters: z
      .array(parameter, 'expected a list of parameters')
      .check(z.maxLength(PARAMETERS_MAX, `expected at most ${PARAMETERS_MAX} parameters`)),
  },
  'expected `off` and `parameters`',
);

/** The answer of GET /redactions. */
export const redactionList: z.ZodMiniType<RedactionList> = named(
  'RedactionList',
  z.strictObject({
    redactions: z.array(
      named(
        'RedactionRow',
        z.strictObject({
          page: z.string(),
          place: z.string(),
          class: known,
          count: z.int(),
          lastAt: z.iso.datetime(),
        }),
      ),
    ),
  }),
);
