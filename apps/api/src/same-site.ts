import type { MiddlewareHandler } from 'hono';
import { ApiError } from './problem.ts';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets nothing change state that another site's page set off, nor what a plain form can send. `Sec-Fetch-Site` decides
 * where a browser sends it (https and localhost), else `Origin`; who sends neither is no browser and has no cookie to
 * be tricked out of.
 */
export const refuseForeignWrites: MiddlewareHandler = async (c, next) => {
  if (SAFE.has(c.req.method)) return next();
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const own =
    site === undefined ? origin === undefined || hostOf(origin) === hostOf(c.req.url) : site === 'same-origin';
  if (!own) throw new ApiError('cross_site', 'Another site may not do this. Do it from the viewer itself.');
  const type = c.req.header('content-type');
  if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) {
    throw new ApiError('not_json', 'The body must be JSON. Send content-type: application/json.');
  }
  return next();
};

/** Hosts and not origins are compared: behind a proxy that ends TLS our own URL says http. */
function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
