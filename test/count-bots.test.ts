import type { Dashboard } from '@falter/wire';
import { expect, it } from 'vitest';
import { startFalter } from './falter-process.ts';

/** What the dashboard of a Falter with this environment says of bots. */
async function botsCount(env: Record<string, string>): Promise<boolean> {
  const falter = await startFalter({ env });
  try {
    return (await falter.get<Dashboard>('/api/v1/dashboard')).botsCount;
  } finally {
    await falter.stop();
  }
}

it('FALTER_COUNT_BOTS=1 puts bots into the numbers of the dashboard, and nothing else does', async () => {
  expect(await botsCount({ FALTER_COUNT_BOTS: '1' })).toBe(true);
  expect(await botsCount({})).toBe(false);
});
