import { AssetTexts, type Client, readSearchValues } from '@falter/store';
import { ID_PATTERN, type SignalInfo } from '@falter/wire';
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { accountRoutes, openAccountRoutes } from './account-routes.ts';
import { createAccounts } from './accounts.ts';
import { allowWatching, mayWatch } from './asker.ts';
import { assetRoutes } from './asset-routes.ts';
import { auditRefusals } from './audit.ts';
import { AuditOnce } from './audit-once.ts';
import { requireSignIn } from './auth.ts';
import type { CodeReader } from './code-reader.ts';
import { sendJson } from './compression.ts';
import { dashboardRoutes } from './dashboard-routes.ts';
import { answerDescription, describe, path, query } from './describe.ts';
import { detectionRoutes } from './detection-routes.ts';
import { erasureRoutes } from './erasure-routes.ts';
import type { DiskGuardSight } from './health-keeping.ts';
import { healthRoutes } from './health-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { createKnownDevices } from './known-device.ts';
import { recordingParts } from './part-schemas.ts';
import { personRoutes } from './person-routes.ts';
import { previewRoutes } from './preview-routes.ts';
import { ApiError, answerProblem } from './problem.ts';
import { projectOfRequest } from './project-of-request.ts';
import { projectRoutes } from './project-routes.ts';
import type { SetByEnvironment } from './project-settings.ts';
import { quarantineRoutes } from './quarantine-routes.ts';
import { sendRecording } from './recording.ts';
import { showParts } from './recording-parts.ts';
import { redactionRoutes } from './redaction-routes.ts';
import { redetectionRoutes } from './redetection-routes.ts';
import { refuseForeignWrites } from './same-site.ts';
import { savedSearchRoutes } from './saved-search-routes.ts';
import * as schemas from './schemas.ts';
import { partsQuery, recordingQuery, sessionQuery, stepsQuery } from './session-query.ts';
import { listSessions, showFindings, showSession, unknownSession } from './session-routes.ts';
import { createSetUpCode } from './set-up-code.ts';
import { createSignInLimit } from './sign-in-limit.ts';
import { sourceMapRoutes } from './source-map-routes.ts';
import { StepAnswers } from './step-answers.ts';
import { showSteps } from './step-routes.ts';
import { stepList } from './step-schemas.ts';
import type { StepsReader } from './steps-reader.ts';
import { noteWatch } from './work/note-watch.ts';
import { shareRoutes } from './work/share-routes.ts';
import { sharedRoutes } from './work/shared-routes.ts';
import { idOf } from './work/show-work.ts';
import { workRoutes } from './work/work-routes.ts';

export interface ApiOptions {
  /** From `@falter/store`, opened with `readonly: true` by the caller, who also closes it. */
  store: Client;
  /** The same store, opened to write. */
  writer: Client;
  /** The project of requests that name none with `?project=`. */
  project: string;
  /** Title and summary of every signal: the detector's. */
  signals: readonly SignalInfo[];
  /** Bearer token with full rights. */
  adminToken: string;
  /** Secret that tells browsers that signed in before (32 bytes or more, hex), kept by the caller over restarts. */
  cookieSecret: string;
  /** What the environment of the server sets for the project `default`: nobody can change it here. */
  environment?: SetByEnvironment;
  /** Whether sessions of bots count in the numbers of the dashboard: for tests and the demo. Default: no. */
  countBots?: boolean;
  /** Where the demo shop runs that sends into `project`, if it does: for who has no site at hand. */
  demoUrl?: string;
  /** What reads stacks and source maps; absent: errors have no stack here, and no map is taken. */
  code?: CodeReader;
  /** What makes rows of words of recordings; absent: there are none beside a replay. */
  steps?: StepsReader;
  /** What the disk guard sees, where the collector runs in this process. */
  diskGuard?: () => DiskGuardSight;
}

/** How far back it is looked what a search may ask for. Milliseconds. */
const VALUES_MS: number = 14 * 86_400_000;

const sessionPath = path(z.object({ id: z.string().check(z.regex(ID_PATTERN)) }), unknownSession);

export interface Api {
  app: Hono;
  /** A code for the one-time link `/set-up?code=CODE`, which makes the first admin; undefined once there is a user. */
  issueSetUpCode(): Promise<string | undefined>;
}

/** Routes under /api. */
export function createApi(options: ApiOptions): Api {
  const { store, writer, signals, adminToken, environment = {} } = options;
  const accounts = createAccounts(store);
  const setUpCode = createSetUpCode();
  const devices = createKnownDevices(options.cookieSecret);
  const parts = { accounts, adminToken, devices, limit: createSignInLimit(), setUpCode, writer };
  const app = new Hono();
  app.onError(answerProblem);

  app.use('/api/*', async (c, next) => {
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    c.header('cross-origin-resource-policy', 'same-origin');
    await next();
  });
  app.use('/api/*', refuseForeignWrites);

  app.get('/api/openapi.json', describe(ABOUT.description), answerDescription(app));
  app.route('/', openAccountRoutes(parts));
  const texts = new AssetTexts(store);
  const looked = new AuditOnce(writer, noteWatch(writer));
  const project = projectOfRequest(store, options.project);
  app.route('/', sharedRoutes({ store, looked, texts, project }));

  // What signals there are is in the documentation as well; who has a shared link reads findings by their titles.
  app.get('/api/v1/signals', describe(ABOUT.signals), (c) => c.json({ signals }));

  // Everything below needs a sign-in.
  app.use('/api/*', requireSignIn(parts));
  app.use('/api/*', auditRefusals(writer));
  app.route('/', accountRoutes(parts));
  // Before a request has to be about a project that exists: a stale link must still find the others.
  app.route('/api/v1/projects', projectRoutes({ store, writer, environment }));
  app.route('/', detectionRoutes({ store, writer, signals }));
  app.use('/api/*', project);
  app.route('/', erasureRoutes({ store, writer, texts }));
  app.route('/', previewRoutes({ store, writer, signals }));
  app.route('/', redetectionRoutes({ store, writer, signals }));
  app.route('/api/v1/sessions', workRoutes({ store, writer }));
  app.route('/api/v1/sessions', shareRoutes({ store, writer, project: options.project }));
  const watch = allowWatching();
  const signalIds = signals.map(({ id }) => id);
  const source = (c: Context) => ({ store, project: c.get('project') });
  app.get('/api/v1/sessions', describe(ABOUT.sessions), query(sessionQuery(signals)), async (c) =>
    c.json(
      await listSessions(
        { ...source(c), watcher: mayWatch(c.get('asker')) ? idOf(c.get('asker')) : undefined },
        c.req.valid('query'),
        signalIds,
      ),
    ),
  );
  app.get('/api/v1/search-values', describe(ABOUT.searchValues), async (c) => {
    const values = await readSearchValues(store, { project: c.get('project'), since: Date.now() - VALUES_MS });
    return c.json(mayWatch(c.get('asker')) ? values : { ...values, tags: [] });
  });
  app.get('/api/v1/sessions/:id', describe(ABOUT.session), sessionPath, async (c) =>
    sendJson(c, await showSession(source(c), c.req.valid('param').id)),
  );
  app.get('/api/v1/sessions/:id/findings', describe(ABOUT.findings), sessionPath, async (c) =>
    sendJson(c, await showFindings(source(c), c.req.valid('param').id)),
  );
  app.get('/api/v1/sessions/:id/recording', describe(ABOUT.recording), watch, sessionPath, query(recordingQuery), (c) =>
    sendRecording(c, { ...source(c), looked, texts }, { ...c.req.valid('param'), ...c.req.valid('query') }),
  );
  app.get('/api/v1/sessions/:id/parts', describe(ABOUT.parts), watch, sessionPath, query(partsQuery), (c) =>
    showParts(c, { ...source(c), looked }, { ...c.req.valid('param'), ...c.req.valid('query') }),
  );

  const shown = { looked, texts, answers: new StepAnswers(), reader: options.steps, code: options.code };
  app.get('/api/v1/sessions/:id/steps', describe(ABOUT.steps), watch, sessionPath, query(stepsQuery), async (c) =>
    sendJson(c, await showSteps(c, { ...source(c), ...shown }, { ...c.req.valid('param'), ...c.req.valid('query') })),
  );

  app.use('/api/v1/assets/*', watch);
  app.route('/api/v1/assets', assetRoutes(store));
  app.route('/api/v1/searches', savedSearchRoutes({ store, writer }));
  app.route('/api/v1/persons', personRoutes({ store, writer }));
  app.route('/api/v1/dashboard', dashboardRoutes({ store, signals, countBots: options.countBots ?? false }));
  const { code, countBots = false } = options;
  app.route('/api/v1/issues', issueRoutes({ store, writer, signals, countBots, code }));
  app.route('/api/v1/sourcemaps', sourceMapRoutes({ store, writer, code, uploaded: new AuditOnce(writer) }));
  const demo = options.demoUrl === undefined ? undefined : { url: options.demoUrl, project: options.project };
  app.route('/api/v1/health', healthRoutes({ store, demo, guard: options.diskGuard }));
  app.route('/api/v1/redactions', redactionRoutes(store));
  app.route('/api/v1/quarantine', quarantineRoutes({ store, looked }));

  // Said here and not through `notFound`, which would be lost when this app is mounted in another.
  app.all('/api/*', () => {
    throw new ApiError('unknown_route', 'There is no such route. /api/openapi.json lists all.');
  });
  const issueSetUpCode = async () => ((await accounts.read()).users.size === 0 ? setUpCode.issue() : undefined);
  return { app, issueSetUpCode };
}

const ABOUT = {
  description: { summary: 'This description', answer: z.looseObject({}), open: true },
  signals: { summary: 'Every kind of struggle that can be found', answer: schemas.signalList, open: true },
  sessions: {
    summary: 'Sessions, a page at a time',
    answer: schemas.sessionList,
    problems: ['bad_parameter', 'too_expensive', 'store_unavailable'],
  },
  searchValues: {
    summary: 'What sessions of the last days have most often, to be offered to whoever types a search',
    answer: schemas.searchValues,
    problems: ['store_unavailable'],
  },
  session: {
    summary: 'One session',
    answer: schemas.sessionDetail,
    problems: ['unknown_session', 'erased', 'store_unavailable'],
  },
  findings: {
    summary: 'The findings of a session',
    answer: schemas.findingList,
    problems: ['unknown_session', 'erased', 'store_unavailable'],
  },
  parts: {
    summary: 'What each part of a recording holds: its time, its snapshots, when the visitor did something',
    answer: recordingParts,
    problems: ['bad_parameter', 'unknown_session', 'erased', 'no_recording', 'store_unavailable'],
  },
  recording: {
    summary: 'The rrweb events of a session, one a line',
    stream: 'application/x-ndjson',
    problems: ['bad_parameter', 'unknown_session', 'erased', 'no_recording', 'forbidden', 'store_unavailable'],
  },
  steps: {
    summary: 'What happened in a session, as rows of words: steps, requests, console, errors',
    answer: stepList,
    problems: ['bad_parameter', 'erased', 'no_recording', 'forbidden', 'too_expensive', 'store_unavailable'],
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;
