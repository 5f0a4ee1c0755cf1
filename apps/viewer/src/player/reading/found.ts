import type { Missing } from '../assets/gap.ts';
import type { Findings } from '../sanitize/sanitizer.ts';

const NOTHING: Findings = {
  refusedEvents: 0,
  unplayedEvents: 0,
  refusedNodes: 0,
  canvases: 0,
  picturedCanvases: 0,
  absentPictures: 0,
  maskedFields: 0,
  gaps: [],
  tellsFiles: false,
};

/** What the sanitiser met in several segments, added up; what is missing in several of them is missing once. */
export function addFindings(all: Iterable<Findings>): Findings {
  const sum = { ...NOTHING };
  const gaps = new Map<string, Missing>();
  for (const found of all) {
    for (const name of COUNTS) sum[name] += found[name];
    for (const gap of found.gaps) gaps.set(`${gap.use} ${gap.address}`, gap);
    sum.tellsFiles ||= found.tellsFiles;
  }
  return { ...sum, gaps: [...gaps.values()] };
}

const COUNTS = [
  'refusedEvents',
  'unplayedEvents',
  'refusedNodes',
  'canvases',
  'picturedCanvases',
  'absentPictures',
  'maskedFields',
] as const satisfies (keyof Findings)[];
