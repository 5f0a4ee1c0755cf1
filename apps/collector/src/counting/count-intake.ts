import { StoreError } from '@falter/store';
import { DOCTOR_AGENT, type IntakeOutcome, WireError } from '@falter/wire';
import type { MiddlewareHandler } from 'hono';
import type { ProjectList } from '../projects/project-list.ts';
import { Declined } from '../taking/declined.ts';
import type { HeaderOf } from '../taking/incoming.ts';
import { isForPage, keyHint, originOfPage } from './came-from.ts';
import type { Intake } from './intake.ts';

/** Counts that a page asked for the snippet. Nobody knows yet for which project: the key is in the page. */
export function countScript(intake: Intake): MiddlewareHandler {
  return async ({ req }, next) => {
    const header: HeaderOf = (name) => req.header(name);
    if (req.method === 'GET' && isForPage(header)) {
      intake.count({ outcome: 'script', project: '', origin: originOfPage(header), hint: '', tookMs: 0 });
    }
    return next();
  };
}

/** How a batch ended. */
export interface Ended {
  header: HeaderOf;
  /** The key that it named, '' where it was not read that far. */
  key: string;
  /** When its first byte came, on the clock of `performance`. */
  began: number;
  stored?: 'new' | 'duplicate';
  error?: unknown;
}

/** Counts how a batch ended, taken or refused. Not those of `falter doctor`, who is no page. */
export function countBatch({ intake, projects }: { intake: Intake; projects: ProjectList }, ended: Ended): void {
  const { header, key, began } = ended;
  if (header('user-agent') === DOCTOR_AGENT) return;
  const project = projects.known(key)?.project ?? '';
  const outcome = outcomeOf(ended);
  const hint = outcome === 'unknown_key' ? keyHint(key) : '';
  const tookMs = outcome === 'stored' ? Math.round(performance.now() - began) : 0;
  intake.count({ outcome, project, origin: originOfPage(header), hint, tookMs });
}

function outcomeOf({ error, stored }: Ended): IntakeOutcome {
  if (error instanceof WireError) return error.name;
  if (error instanceof Declined) return 'declined';
  if (error instanceof StoreError) return 'store_unavailable';
  if (error || stored === undefined) return 'failed';
  return stored === 'new' ? 'stored' : 'duplicate';
}
