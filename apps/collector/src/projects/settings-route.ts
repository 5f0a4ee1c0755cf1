import { StoreError } from '@falter/store';
import { DEFAULT_SITE_SETTINGS, type SettingsAnswer, type SiteSettings, settingsPath } from '@falter/wire';
import { Hono } from 'hono';
import type { Log } from '../complaints.ts';
import { keyHint, originOfPage } from '../counting/came-from.ts';
import type { Intake } from '../counting/intake.ts';
import { saidNo } from '../taking/declined.ts';
import type { HeaderOf } from '../taking/incoming.ts';
import type { ProjectList } from './project-list.ts';

/** Seconds for which a browser may keep the settings: somebody who goes from page to page asks once. */
const MAX_AGE_S = 30;

/** Seconds after which a page should ask again when the store does not answer. */
const RETRY_AFTER_S = '2';

/** Where the settings are. */
const [PATH = ''] = settingsPath('').split('?');

interface SettingsParts {
  projects: ProjectList;
  intake: Intake;
  log: Log;
}

/**
 * `GET /v1/settings?key=KEY`: how the project of this write key wants its site to be recorded, and whether this visitor may be. Open to
 * every origin: a write key stands in the page, and the answer holds nothing that a visitor could not see happen. A page with an
 * unknown key goes no further, so it is counted here as its batch would be.
 */
export function settingsRoute({ projects, intake, log }: SettingsParts): Hono {
  const app = new Hono();
  app.get(PATH, async (context) => {
    const header: HeaderOf = (name) => context.req.header(name);
    const key = context.req.query('key') ?? '';
    context.header('access-control-allow-origin', '*');
    const project = await projects.find(key);
    if (project) {
      // Not by caches that many visitors share: the signals of one browser are no other's.
      context.header('cache-control', `private, max-age=${MAX_AGE_S}`);
      return context.json({ ...answerTo(project.recording, header), project: project.project });
    }
    intake.count({
      ...{ outcome: 'unknown_key', project: '', origin: originOfPage(header), hint: keyHint(key), tookMs: 0 },
    });
    context.header('cache-control', 'no-store');
    return context.json({ ...NOTHING, state: 'refused', why: UNKNOWN_KEY } satisfies SettingsAnswer);
  });
  app.onError((error, context) => {
    if (!(error instanceof StoreError)) log('settings could not be told', error);
    const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store', 'retry-after': RETRY_AFTER_S };
    // Without a body: what is no JSON is asked for again.
    return context.body(null, 503, headers);
  });
  return app;
}

const NOTHING = { ...DEFAULT_SITE_SETTINGS, recording: false } as SettingsAnswer;

const UNKNOWN_KEY = 'unknown_key: no project has this write key. Copy the tag again.';

function answerTo(settings: SiteSettings, header: HeaderOf): SettingsAnswer {
  if (!settings.recording) return { ...settings, state: 'switched-off' };
  if (!saidNo(settings, header)) return settings;
  return { ...settings, recording: false, state: 'declined', withdrawn: true };
}
