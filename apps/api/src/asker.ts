import type { Me, Role } from '@falter/wire';
import type { MiddlewareHandler } from 'hono';
import { ApiError } from './problem.ts';

/** Who asks. The admin token is nobody in particular: automation, or the owner of the machine; so is whoever has a shared link. */
export type Asker = Omit<Me, 'kind'> & { kind: Me['kind'] | 'shared-link' };

declare module 'hono' {
  interface ContextVariableMap {
    asker: Asker;
  }
}

/** Who may watch what visitors did: all but those who see numbers. The one place that says so. */
const WATCHING: readonly Role[] = ['product', 'support'];

export function mayWatch({ role }: Asker): boolean {
  return role === 'admin' || WATCHING.includes(role);
}

/** Lets pass who may watch what visitors did. */
export function allowWatching(): MiddlewareHandler {
  return allow(...WATCHING);
}

/** Lets pass askers of these roles, and admins always; 403 `forbidden` for everybody else who is signed in. */
export function allow(...roles: readonly Role[]): MiddlewareHandler {
  return async (c, next) => {
    const { role } = c.get('asker');
    if (role !== 'admin' && !roles.includes(role)) {
      throw new ApiError('forbidden', `Your role is ${role}. Ask an admin to do this, or to change your role.`);
    }
    return next();
  };
}
