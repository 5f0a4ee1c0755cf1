import * as z from 'zod/mini';

/** A schema with its name in the description of the API. */
export function named<T extends z.ZodMiniType>(id: string, schema: T): T {
  z.globalRegistry.add(schema, { id });
  return schema;
}
