import { type Client, listQuarantined } from '@falter/store';
import type { QuarantineList } from '@falter/wire';
import { Hono } from 'hono';
import { allow } from './asker.ts';
import type { AuditOnce } from './audit-once.ts';
import { describe } from './describe.ts';
import { quarantineList } from './quarantine-schemas.ts';

/** Rows of an answer: more of them say nothing that these do not. */
const ROWS_MAX = 200;

/** GET /api/v1/quarantine: what contradicts what is stored, or is no event, and was kept apart. For admins, and written down. */
export function quarantineRoutes({ store, looked }: { store: Client; looked: AuditOnce }): Hono {
  const app = new Hono();
  app.get('/', describe(ABOUT), allow('admin'), async (c) => {
    const project = c.get('project');
    const batches = await listQuarantined(store, project, ROWS_MAX + 1);
    if (batches.length > 0) {
      await looked.write(c, { project, kind: 'listed-quarantine', subject: project, why: '', count: batches.length });
    }
    const answer: QuarantineList = {
      batches: batches.slice(0, ROWS_MAX).map(({ receivedAt, hash: _, ...row }) => ({
        ...row,
        project,
        receivedAt: new Date(receivedAt).toISOString(),
      })),
      more: batches.length > ROWS_MAX,
    };
    return c.json(answer);
  });
  return app;
}

const ABOUT = {
  summary:
    'What was kept apart in the last two weeks because it contradicts what is stored or is no event, newest first',
  answer: quarantineList,
  problems: ['forbidden', 'store_unavailable'],
} as const satisfies Parameters<typeof describe>[0];
