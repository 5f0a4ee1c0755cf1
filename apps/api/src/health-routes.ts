import { type Client, StoreError } from '@falter/store';
import type { DetectingFacts, Health, HealthPart, RecordingFacts } from '@falter/wire';
import { type Context, Hono } from 'hono';
import { describe } from './describe.ts';
import { judgeDetecting } from './health-detecting.ts';
import { type DiskGuardSight, tellKeeping } from './health-keeping.ts';
import { part, type Verdict } from './health-part.ts';
import { judgeRecording } from './health-recording.ts';
import { arrivals, health, keeping, refusalList } from './health-schemas.ts';
import { judgeStoring } from './health-storing.ts';
import { listRefusals, tellArrivals } from './intake-rows.ts';
import type { Source } from './session-routes.ts';

/** A demo shop: its address, and the project into which it sends. */
export interface Demo {
  url: string;
  project: string;
}

interface HealthParts {
  store: Client;
  demo?: Demo | undefined;
  /** What the disk guard sees, where it runs in this process. */
  guard?: (() => DiskGuardSight) | undefined;
}

/** Routes under /api/v1/health: whether it is recorded, detected and stored, and if not, why and what to do. */
export function healthRoutes({ store, demo, guard }: HealthParts): Hono {
  const app = new Hono();
  const source = (c: Context): Source => ({ store, project: c.get('project') });
  app.get('/', describe(ABOUT.health), async (c) => c.json(await tellHealth(source(c), guard?.(), Date.now())));
  app.get('/refusals', describe(ABOUT.refusals), async (c) => c.json(await listRefusals(source(c), Date.now())));
  app.get('/keeping', describe(ABOUT.keeping), async (c) =>
    c.json(await tellKeeping(source(c), guard?.(), Date.now())),
  );
  app.get('/arrivals', describe(ABOUT.arrivals), async (c) => {
    const demoUrl = demo?.project === c.get('project') ? demo.url : '';
    return c.json({ ...(await tellArrivals(source(c), Date.now())), demoUrl });
  });
  return app;
}

/** Answers also while the store is away: that is what one wants to be told then. */
async function tellHealth(source: Source, guard: DiskGuardSight | undefined, now: number): Promise<Health> {
  const [recording, detecting, storing] = await Promise.all([
    judgeRecording(source, now).catch((error) => nobodyKnows(error, NO_RECORDING_FACTS)),
    judgeDetecting(source, now).catch((error) => nobodyKnows(error, NO_DETECTING_FACTS)),
    judgeStoring(source.store, guard, now),
  ]);
  return { project: source.project, recording, detecting, storing };
}

const NOBODY_KNOWS: Verdict = {
  state: 'unknown',
  cause: 'The store, which would know, could not be asked.',
  todo: 'See to Storing first.',
};

const NO_RECORDING_FACTS: RecordingFacts = {
  lastBatchAt: null,
  lastScriptAt: null,
  storedLastHour: null,
  storedLastDay: null,
  refusedLastHour: null,
  refusedLastDay: null,
};

const NO_DETECTING_FACTS: DetectingFacts = {
  lastBeatAt: null,
  behindMs: null,
  waitingSessions: null,
  failingSessions: null,
};

function nobodyKnows<Facts>(error: unknown, facts: Facts): HealthPart<Facts> {
  if (!(error instanceof StoreError)) throw error;
  return part(NOBODY_KNOWS, facts);
}

const ABOUT = {
  health: { summary: 'Whether it is recorded, detected and stored, and what to do if not', answer: health },
  refusals: {
    summary: 'Batches that were refused in the last day, by reason, origin and key',
    answer: refusalList,
    problems: ['store_unavailable'],
  },
  keeping: {
    summary: 'What was dropped for room, what was kept apart, and in how many sessions something is missing',
    answer: keeping,
    problems: ['store_unavailable'],
  },
  arrivals: {
    summary: 'What came in the last quarter of an hour, for who waits for the first session',
    answer: arrivals,
    problems: ['store_unavailable'],
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;
