import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { detect } from '@falter/detector';
import { isRecordedEvent } from '@falter/wire';
import { ROOT } from '../house.ts';
import { type Bench, median, spread } from './bench.ts';

const RUNS = 15;
const RECORDINGS = `${ROOT}/../shared/data/recordings`;

/** Time of detection over parsed events against JSON.parse of the same bytes: all recordings from the wild, interleaved. */
const detection: Bench = async () => {
  if (!existsSync(RECORDINGS)) {
    process.stderr.write(`bench detect needs recordings in ${RECORDINGS}; they are not part of the project.\n`);
    return undefined;
  }
  const files = readdirSync(RECORDINGS).filter((file) => file.endsWith('.json') && !/^(index|_)/.test(file));
  const texts = files.map((file) => readFileSync(`${RECORDINGS}/${file}`, 'utf8'));
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const parsing: number[] = [];
  const detecting: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const recordings = texts.map((text) => JSON.parse(text) as unknown[]);
    const parsed = performance.now();
    for (const events of recordings)
      detect([{ tab: 'bench', events: events.filter(isRecordedEvent) }], { closed: true });
    parsing.push(parsed - started);
    detecting.push(performance.now() - parsed);
  }
  spread(`JSON.parse of ${files.length} recordings, ${(bytes / 1e6).toFixed(1)} MB`, parsing, 'ms');
  spread('detection', detecting, 'ms');
  const ratios = detecting.map((ms, run) => ms / (parsing[run] ?? Number.NaN));
  spread('ratio', ratios, 'x');
  return { ratio_to_json_parse: median(ratios) };
};

export default detection;
