import { type Client, listRedactions } from '@falter/store';
import { Hono } from 'hono';
import { describe } from './describe.ts';
import { redactionList } from './redaction-schemas.ts';

/** Days that are looked back: what was repaired longer ago is no news. */
const DAYS = 30;

/** Rows of an answer: a site that gives away more than that has one fault, not hundreds. */
const ROWS_MAX = 200;

/** GET /api/v1/redactions: what the collector took out of a project's recordings, by page and place. Never what it was. */
export function redactionRoutes(store: Client): Hono {
  const app = new Hono();
  app.get('/', describe(ABOUT), async (c) => {
    const since = Date.now() - DAYS * 86_400_000;
    const rows = await listRedactions(store, { project: c.get('project'), since, limit: ROWS_MAX });
    return c.json({
      redactions: rows.map(({ lastAt, ...row }) => ({ ...row, lastAt: new Date(lastAt).toISOString() })),
    });
  });
  return app;
}

const ABOUT = {
  summary: 'What was redacted before it was stored in the last 30 days, by page, place and class, most often first',
  answer: redactionList,
  problems: ['store_unavailable'],
} as const satisfies Parameters<typeof describe>[0];
