import { launchBrowser } from '../browser.ts';
import { startFalter } from '../falter-process.ts';
import { replayedOffline } from './assets/offline.ts';
import { PAGES as ASSET_PAGES, FILES } from './assets/pages.ts';
import { type Bench, median } from './bench.ts';
import { ACTS, PAGES } from './fidelity/pages.ts';

/**
 * Pages as a visitor saw them beside their replays, pixel by pixel, on real parts: the built snippet, the collector, the store, the built
 * viewer, with the site switched off. What is masked by design (form values) is left out on both sides; nothing else is.
 */
const fidelity: Bench = async () => {
  const falter = await startFalter({ env: { FALTER_COUNT_BOTS: '1' } });
  const browser = await launchBrowser();
  try {
    const paths = [...Object.keys(PAGES), ...Object.keys(ASSET_PAGES)];
    const compared = await replayedOffline(falter, browser, { files: { ...FILES, ...PAGES }, paths, acts: ACTS });
    const differences = compared.map(({ difference }) => difference);
    return {
      median_pixel_difference: median(differences),
      worst_unexplained: Math.max(...differences),
      pages: differences.length,
    };
  } finally {
    await browser.close();
    await falter.stop();
  }
};

export default fidelity;
