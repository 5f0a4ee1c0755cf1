import { StoreError } from '@falter/store';
import { DOCTOR_AGENT, type IntakeOutcome, WireError } from '@falter/wire';
import type { MiddlewareHandler } from 'hono';
import { isForPage, keyHint, originOfPage } from './came-from.ts';
import { Declined } from './declined.ts';
import type { Intake } from './intake.ts';
import type { ProjectList } from './project-list.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** How a batch that was taken ended. */
    stored: 'new' | 'duplicate';
  }
}

/** Counts that a page asked for the snippet. Nobody knows yet for which project: the key is in the page. */
export function countScript(intake: Intake): MiddlewareHandler {
  return async ({ req }, next) => {
    const { headers } = req.raw;
    if (req.method === 'GET' && isForPage(headers)) {
      intake.count({ outcome: 'script', project: '', origin: originOfPage(headers), hint: '', tookMs: 0 });
    }
    return next();
  };
}

/** What one must know to say whose batch it was. */
export interface BatchKeys {
  /** The key that a request said it has, undefined when it did not come that far. */
  keyOf: (request: Request) => string | undefined;
  projects: ProjectList;
}

/** Counts how each batch ended, taken or refused, once it was answered. Not those of `falter doctor`, who is no page. */
export function countBatches(intake: Intake, { keyOf, projects }: BatchKeys): MiddlewareHandler {
  return async (c, next) => {
    const began = performance.now();
    await next();
    if (c.req.header('user-agent') === DOCTOR_AGENT) return;
    const key = keyOf(c.req.raw) ?? '';
    const project = projects.known(key)?.project ?? '';
    const outcome = outcomeOf(c.error, c.get('stored'));
    const hint = outcome === 'unknown_key' ? keyHint(key) : '';
    const tookMs = outcome === 'stored' ? Math.round(performance.now() - began) : 0;
    intake.count({ outcome, project, origin: originOfPage(c.req.raw.headers), hint, tookMs });
  };
}

function outcomeOf(error: Error | undefined, stored: 'new' | 'duplicate' | undefined): IntakeOutcome {
  if (error instanceof WireError) return error.name;
  if (error instanceof Declined) return 'declined';
  if (error instanceof StoreError) return 'store_unavailable';
  if (error || stored === undefined) return 'failed';
  return stored === 'new' ? 'stored' : 'duplicate';
}
