import type { Context, Env, Hono, MiddlewareHandler } from 'hono';
import { describeRoute, generateSpecs, type ResponsesWithResolver, resolver, validator } from 'hono-openapi';
import type * as z from 'zod/mini';
import { ApiError, PROBLEMS, type ProblemName } from './problem.ts';
import { problem } from './schemas.ts';

interface Description {
  summary: string;
  /** What a 200 holds; absent where the answer is a 204. */
  answer?: z.ZodMiniType;
  /** Media type of an answer that is no JSON. */
  stream?: string;
  body?: z.ZodMiniType;
  /** Refusals besides the 401 of every route that needs a sign-in. */
  problems?: readonly ProblemName[];
  /** Answers without a sign-in. */
  open?: boolean;
}

/** Describes a route for /api/openapi.json. */
export function describe({ summary, answer, stream, body, problems = [], open }: Description): MiddlewareHandler {
  const refusals: readonly ProblemName[] = open ? problems : [...problems, 'unauthorized'];
  const media = { ...(answer && json(answer)), ...(stream && { [stream]: {} }) };
  const done = answer || stream ? { 200: { description: 'OK', content: media } } : { 204: { description: 'Done' } };
  return describeRoute({
    summary,
    ...(open ? { security: [] } : {}),
    ...(body ? { requestBody: { required: true, content: json(body) } } : {}),
    responses: { ...done, ...Object.fromEntries(statuses(refusals)) },
  });
}

function json(schema: z.ZodMiniType) {
  return { 'application/json': { schema: resolver(schema) } };
}

/** One response a status, named after all problems that share it. */
function statuses(names: readonly ProblemName[]): [number, ResponsesWithResolver[string]][] {
  return [...new Set(names.map((name) => PROBLEMS[name]))].map((status) => {
    const shared = names.filter((name) => PROBLEMS[name] === status).map((name) => `\`${name}\``);
    const content = { 'application/problem+json': { schema: resolver(problem) } };
    return [status, { description: shared.join(' or '), content }];
  });
}

/** A handler behind it finds a `T` in `c.req.valid(Part)`. */
type Reads<Part extends string, T> = MiddlewareHandler<Env, string, { out: { [K in Part]: T } }>;

/** Reads the query by a schema; each refusal names the parameter and what was expected. */
export function query<T>(schema: z.ZodMiniType<T>): Reads<'query', T> {
  return validator('query', schema, (result) => {
    if (result.success) return;
    const details = result.error.map(({ path, message }) => `\`${String(path?.[0])}\`: ${message}.`);
    throw new ApiError('bad_parameter', details.join(' '));
  });
}

/** Reads the path's parameters by a schema; one that cannot be is answered like one that is not there. */
export function path<T>(schema: z.ZodMiniType<T>, refusal: () => ApiError): Reads<'param', T> {
  return validator('param', schema, (result) => {
    if (!result.success) throw refusal();
  });
}

/** Answers /api/openapi.json: made once, from the routes of `app` as they are at the first question. */
export function answerDescription(app: Hono): (c: Context) => Promise<Response> {
  let description: Promise<object> | undefined;
  return async (c) => {
    description ??= generateSpecs(app, {
      defaultValidationErrorResponse: false,
      excludeStaticFile: false,
      documentation: {
        info: {
          title: 'Falter',
          version: '1',
          description: 'Sessions, their recordings and the struggle found in them.',
        },
        security: [{ token: [] }, { cookie: [] }],
        components: {
          securitySchemes: {
            token: { type: 'http', scheme: 'bearer' },
            cookie: { type: 'apiKey', in: 'cookie', name: '__Host-falter', description: '`falter` over plain http.' },
          },
        },
      },
    });
    return c.json(await description);
  };
}
