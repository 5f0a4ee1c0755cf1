import { type ProjectSettings, wholeSettings } from '@falter/wire';
import { afterEach, expect, it, vi } from 'vitest';
import { ProjectModel } from './project-model.ts';

afterEach(() => void vi.unstubAllGlobals());

const settings = (revision: number, name: string): ProjectSettings => ({
  ...{
    id: 'default',
    name,
    revision,
    keys: [],
    origins: [],
    originsByEnvironment: false,
    retentionDays: 30,
    retentionFlaggedDays: 90,
  },
  recording: wholeSettings({}),
  redaction: { off: [], parameters: [] },
});

/** The network: each request waits until the test answers it. */
function network(): ((answer: ProjectSettings) => void)[] {
  const asked: ((answer: ProjectSettings) => void)[] = [];
  const fetch = () =>
    new Promise<Response>((resolve) => {
      asked.push((answer) => resolve(Response.json(answer)));
    });
  vi.stubGlobal('fetch', fetch);
  return asked;
}

it('shows what was saved, also when an older answer comes after it', async () => {
  const asked = network();
  const model = new ProjectModel('default');
  const first = model.load();
  asked[0]?.(settings(1, 'Shop'));
  await first;
  const looking = model.load();
  const saving = model.set('name', () => 'Tea');
  asked[2]?.(settings(2, 'Tea'));
  await saving;
  asked[1]?.(settings(1, 'Shop'));
  await looking;
  expect(model.settings.value?.name).toBe('Tea');
  const again = model.load();
  asked[3]?.(settings(3, 'Tea house'));
  await again;
  expect(model.settings.value?.name).toBe('Tea house');
});
