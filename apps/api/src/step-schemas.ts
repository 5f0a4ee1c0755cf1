import type { StepList, StepPage, StepRequest, StepRow, StepStack } from '@falter/wire';
import * as z from 'zod/mini';
import { named, vitals } from './schemas.ts';
import { stackFrame } from './source-map-schemas.ts';

const ms = z.number();

const stepRequest: z.ZodMiniType<StepRequest> = named(
  'StepRequest',
  z.strictObject({
    method: z.string(),
    url: z.string(),
    status: z.int(),
    failure: z.string(),
    failed: z.boolean(),
    size: z.optional(z.int()),
    trace: z.optional(z.string()),
    cause: z.optional(z.strictObject({ at: ms, text: z.string() })),
  }),
);

const stepPage: z.ZodMiniType<StepPage> = named(
  'StepPage',
  z.strictObject({ url: z.string(), title: z.string(), shownMs: ms, vitals: z.optional(vitals) }),
);

const kinds = [
  'click',
  'input',
  'submit',
  'page',
  'away',
  'back',
  'gone',
  'message',
  'request',
  'error',
  'console',
  'resource',
] as const;
const noted = ['csp', 'dialog', 'clipboard', 'track', 'mark', 'lost', 'missing', 'degraded', 'foreign-error'] as const;

const stepRow: z.ZodMiniType<StepRow> = named(
  'StepRow',
  z.strictObject({
    id: z.string(),
    kind: z.enum([...kinds, ...noted]),
    tab: z.string(),
    at: ms,
    until: ms,
    text: z.string(),
    outcome: z.string(),
    level: z.enum(['', 'warn', 'error']),
    request: z.optional(stepRequest),
    page: z.optional(stepPage),
    stack: z.optional(z.int()),
  }),
);

const stepStack: z.ZodMiniType<StepStack> = named(
  'StepStack',
  z.strictObject({ text: z.string(), frames: z.array(stackFrame) }),
);

export const stepList: z.ZodMiniType<StepList> = named(
  'StepList',
  z.strictObject({
    version: z.string(),
    unchanged: z.boolean(),
    rows: z.array(stepRow),
    stacks: z.array(stepStack),
    leftOut: z.array(z.string()),
    now: z.nullable(ms),
  }),
);
