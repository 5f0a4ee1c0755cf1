import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../browser.ts';
import { startFalter } from '../falter-process.ts';
import { importedAndBack } from './assets/expansion.ts';
import { familiesAndBack } from './assets/families.ts';
import { addedLongTasks } from './assets/long-tasks.ts';
import { replayedOffline } from './assets/offline.ts';
import { FILES, PAGES } from './assets/pages.ts';
import { foreignRecordings } from './assets/recordings.ts';
import { weigh } from './assets/visitors.ts';
import { type Bench, type Figures, median } from './bench.ts';

/**
 * What it is worth that assets travel once, and whether anything is lost: recordings that come back as they were, bytes on the wire and on
 * the disk, replays with the recorded site switched off, and what a page feels of it. Parts that need recordings of others are skipped
 * where these are absent.
 */
const assets: Bench = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'falter-bench-assets-'));
  try {
    const recordings = foreignRecordings(directory);
    const weights = recordings && (await weigh(recordings, directory));
    const figures: Figures = {};
    if (weights) {
      const { wire, disk } = weights;
      figures.second_visit_wire_ratio = wire.ours / wire.rrweb;
      figures.disk_ratio = disk.ours / disk.rrweb;
      process.stderr.write(
        `wire after the first visit: ${(wire.ours / 1e6).toFixed(2)} of ${(wire.rrweb / 1e6).toFixed(2)} MB; disk ${(disk.ours / 1e6).toFixed(2)} of ${(disk.rrweb / 1e6).toFixed(2)} MB\n`,
      );
    }
    return { ...figures, ...(await inOneFalter(recordings)) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

async function inOneFalter(recordings: ReturnType<typeof foreignRecordings>): Promise<Figures> {
  const falter = await startFalter({ env: { FALTER_COUNT_BOTS: '1' } });
  const browser = await launchBrowser();
  try {
    const paths = Object.keys(PAGES);
    const compared = await replayedOffline(falter, browser, { files: FILES, paths });
    const longTasks = await addedLongTasks(falter, browser);
    const live = await familiesAndBack(falter, browser, { files: FILES, paths });
    const imported = recordings ? await importedAndBack(recordings) : { equal: 0, all: 0 };
    return {
      expanded_equal_share: (live.equal + imported.equal) / (live.all + imported.all),
      offline_pixel_difference_median: median(compared.map(({ difference }) => difference)),
      added_long_tasks: longTasks,
    };
  } finally {
    await browser.close();
    await falter.stop();
  }
}

export default assets;
