import { StoreError } from '@falter/store';
import { settingsPath, WireError } from '@falter/wire';
import { Hono } from 'hono';
import { keyHint, originOfPage } from './came-from.ts';
import type { Log } from './complaints.ts';
import type { Intake } from './intake.ts';
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
 * `GET /v1/settings?key=KEY`: how the project of this write key wants its site to be recorded. Open to every origin: a write key stands
 * in the page, and the answer holds nothing that a visitor could not see happen. A page with an unknown key goes no further, so
 * it is counted here as its batch would be.
 */
export function settingsRoute({ projects, intake, log }: SettingsParts): Hono {
  const app = new Hono();
  app.get(PATH, async (context) => {
    const key = context.req.query('key') ?? '';
    context.header('access-control-allow-origin', '*');
    const project = await projects.find(key);
    if (project) {
      context.header('cache-control', `public, max-age=${MAX_AGE_S}`);
      return context.json(project.recording);
    }
    const origin = originOfPage(context.req.raw.headers);
    intake.count({ outcome: 'unknown_key', project: '', origin, hint: keyHint(key), tookMs: 0 });
    throw new WireError('unknown_key', 'no project has this write key. Copy the tag again.');
  });
  app.onError((error, context) => {
    context.header('access-control-allow-origin', '*');
    context.header('cache-control', 'no-store');
    if (error instanceof WireError) return context.json({ error: error.name, message: error.message }, error.status);
    if (error instanceof StoreError) context.header('retry-after', RETRY_AFTER_S);
    else log('settings could not be told', error);
    const message = 'The store does not answer. Ask again.';
    return context.json({ error: 'store_unavailable', message }, 503);
  });
  return app;
}
