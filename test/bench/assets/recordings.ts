import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '@falter/wire';
import { ROOT } from '../../house.ts';

/** Recordings from public repositories. Not part of the project: their licences differ. */
const FOLDER = join(ROOT, '../shared/data/recordings');
const WITHOUT_TIMES = '_rrweb2_recorder_snapshots.json';

/** A recording of a page that nobody here wrote. */
export interface SiteRecording {
  name: string;
  path: string;
  /** Of a visit to a site that is somebody's: not made for a test or a demonstration. */
  isReal: boolean;
}

/** All recordings, those of rrweb's test suite with times of their own, written to `directory`; undefined where there are none. */
export function foreignRecordings(directory: string): SiteRecording[] | undefined {
  if (!existsSync(FOLDER)) {
    process.stderr.write(
      `skipped: recordings from public repositories (no ${FOLDER}; it is not part of the project)\n`,
    );
    return undefined;
  }
  const index = JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')) as { file: string; kind: string }[];
  const packed = readdirSync(join(FOLDER, 'packed')).map((file) => join('packed', file));
  const files = [...index, ...packed.map((file) => ({ file, kind: 'packed' }))];
  const all = files.map(({ file, kind }) => ({
    name: file,
    path: join(FOLDER, file),
    isReal: kind.startsWith('real'),
  }));
  return [...all, ...timed(directory)];
}

/** What rrweb's own tests recorded was stripped of its times; an event each 10 ms gives it some. */
function timed(directory: string): SiteRecording[] {
  const { recordings } = JSON.parse(readFileSync(join(FOLDER, WITHOUT_TIMES), 'utf8')) as {
    recordings: Record<string, RecordedEvent[] | { events: RecordedEvent[] }>;
  };
  return Object.entries(recordings).map(([name, found], n) => {
    const events = Array.isArray(found) ? found : found.events;
    const path = join(directory, `recorder-output-${n}.json`);
    writeFileSync(
      path,
      JSON.stringify(events.map((event, at) => ({ ...event, timestamp: 1_700_000_000_000 + at * 10 }))),
    );
    return { name, path, isReal: false };
  });
}
