import { isDeepStrictEqual } from 'node:util';
import { type ImportPlan, planImport } from '../../../apps/falter/src/import-plan.ts';
import { readRecordingFile } from '../../../apps/falter/src/recording-file.ts';
import { ADMIN_TOKEN, type FalterProcess, runFalter, startFalter } from '../../falter-process.ts';
import { changeProject } from './project.ts';
import type { SiteRecording } from './recordings.ts';

/** How many recordings came back as they were, and how much of them had travelled apart. */
export interface Expanded {
  equal: number;
  all: number;
}

const KNOWN_WITHIN_MS = 6_000;

const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };

/**
 * Each recording by the road of `falter import` (sheets apart, asked for, sent) and back from the API with its sheets in it: every event
 * deep-equal to what rrweb had recorded. The second net for privacy is off in this project: what it takes out is no matter of assets.
 */
export async function importedAndBack(recordings: readonly SiteRecording[]): Promise<Expanded> {
  // Of its own: after the other parts of the bench, some recordings did not come back as they were; alone all do.
  const falter = await startFalter();
  try {
    return await importInto(falter, recordings);
  } finally {
    await falter.stop();
  }
}

async function importInto(falter: FalterProcess, recordings: readonly SiteRecording[]): Promise<Expanded> {
  const off = ['address', 'email', 'card', 'token'];
  await changeProject(falter, () => ({ redaction: { off, parameters: [] } }));
  // The collector reads again every 5 s how each project is redacted.
  await new Promise((resolve) => setTimeout(resolve, KNOWN_WITHIN_MS));
  const paths = recordings.map(({ path }) => path);
  const env = { FALTER_DATA: falter.data, PORT: new URL(falter.url).port };
  for (let from = 0; from < paths.length; from += 40) await runFalter(['import', ...paths.slice(from, from + 40)], env);
  const result: Expanded = { equal: 0, all: 0 };
  let [whole, short] = [0, 0];
  for (const { name, path } of recordings) {
    const plan = await planned(path);
    if (!plan) continue;
    result.all++;
    const tabs = [...new Set(plan.batches.map(({ tab }) => tab))];
    let isEqual = true;
    for (const [n, tab] of tabs.entries()) {
      const expected = plan.windows[n];
      const place = `${falter.url}/api/v1/sessions/${plan.session}/recording?tab=${encodeURIComponent(tab)}`;
      const text = await (await fetch(place, { headers })).text();
      whole += text.length;
      short += (await (await fetch(`${place}&assets=references`, { headers })).text()).length;
      isEqual &&= isDeepStrictEqual(parsed(text), expected);
    }
    if (isEqual) result.equal++;
    else process.stderr.write(`not as it was recorded: ${name} (session ${plan.session})\n`);
  }
  process.stderr.write(
    `imported and back: ${result.equal} of ${result.all} recordings equal; with references ${(short / 1e6).toFixed(2)} MB of ${(whole / 1e6).toFixed(2)} MB\n`,
  );
  return result;
}

/** What the file holds, window by window, and under which session it is imported; undefined for what is no recording. */
async function planned(path: string): Promise<(ImportPlan & { windows: unknown[][] }) | undefined> {
  try {
    const file = readRecordingFile(path);
    const windows = file.windows.map(({ events }) => JSON.parse(JSON.stringify(events)) as unknown[]);
    return { ...(await planImport(file)), windows };
  } catch {
    return undefined;
  }
}

function parsed(lines: string): unknown[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
