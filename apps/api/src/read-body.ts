import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { ApiError } from './problem.ts';
import { readJson } from './read-json.ts';

/** A small JSON body, by its schema. @throws ApiError `bad_body` that names each field and what was expected */
export async function readBody<T>(c: Context, schema: z.ZodMiniType<T>, maxBytes?: number): Promise<T> {
  const body = schema.safeParse(await readJson(c.req.raw, maxBytes));
  if (body.success) return body.data;
  const details = body.error.issues.map(({ path, message }) => `\`${path.join('.') || 'body'}\`: ${message}.`);
  throw new ApiError('bad_body', details.join(' ').replaceAll('..', '.'));
}
