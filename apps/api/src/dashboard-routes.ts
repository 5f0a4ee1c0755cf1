import type { Client } from '@falter/store';
import type { Dashboard, SignalInfo } from '@falter/wire';
import { Hono } from 'hono';
import { makeDashboard } from './dashboard.ts';
import { dashboardQuery, toQuestion } from './dashboard-query.ts';
import * as schemas from './dashboard-schemas.ts';
import { describe, query } from './describe.ts';
import { createFreshAnswers } from './fresh-answers.ts';

/** Half of what the viewer waits between two questions: several viewers of one project cost what one costs. */
const FRESH_MS = 5_000;
/** Each asks three large questions of the store, which has other things to do: recording goes first. */
const TOGETHER = 2;
const WAITING = 20;

export interface DashboardParts {
  store: Client;
  signals: readonly SignalInfo[];
  /** Whether sessions of bots are in the numbers where a request leaves it open. */
  countBots: boolean;
}

/** Routes under /api/v1/dashboard: how many sessions struggle, where, since when, and which those are. */
export function dashboardRoutes({ store, signals, countBots }: DashboardParts): Hono {
  const answers = createFreshAnswers<Dashboard>({ freshMs: FRESH_MS, together: TOGETHER, waiting: WAITING });
  return new Hono().get('/', describe(ABOUT.dashboard), query(dashboardQuery(signals)), async (c) => {
    const asked = c.req.valid('query');
    const project = c.get('project');
    const question = toQuestion(asked, { project, countBots, now: Date.now() });
    // By what was asked and not by what it means: without `to` every moment would have a question of its own.
    const key = JSON.stringify([project, asked]);
    return c.json(await answers(key, () => makeDashboard(store, question, asked.compare)));
  });
}

const ABOUT = {
  dashboard: {
    summary: 'How many sessions struggle, where and since when, each number with the list of its sessions',
    answer: schemas.dashboard,
    problems: ['bad_parameter', 'too_expensive', 'store_unavailable'],
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;
