import { type Client, listProjects } from '@falter/store';
import type { MiddlewareHandler } from 'hono';
import { ApiError } from './problem.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Id of the project that the request is about. */
    project: string;
  }
}

/** Puts the project that `?project=` names into the context, `fallback` where it names none. 404 `unknown_project`. */
export function projectOfRequest(store: Client, fallback: string): MiddlewareHandler {
  return async (c, next) => {
    const asked = c.req.query('project') || fallback;
    if (asked !== fallback && !(await listProjects(store)).some(({ project }) => project === asked)) {
      throw new ApiError('unknown_project', 'There is no project of this id.');
    }
    c.set('project', asked);
    return next();
  };
}
