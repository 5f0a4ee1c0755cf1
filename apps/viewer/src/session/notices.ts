import type { FindingRow, SessionDetail } from '@falter/wire';
import { GAP_WORDS, type Missing, type Use } from '../player/assets/gap.ts';
import { coveredMs } from '../player/losses.ts';
import { counted } from '../words/text.ts';
import { clock, duration } from '../words/time.ts';
import type { Recorded } from './film-room.ts';

/** Something the reader has to know about what is on the screen. */
export interface Notice {
  id: string;
  kind: 'warning' | 'info';
  text: string;
}

interface Facts {
  detail: SessionDetail;
  findings: readonly FindingRow[];
  /** What was met in the recording so far; null while it loads, or when there is none. */
  recorded: Recorded | null;
  /** Changes that did not fit the page they were to be applied to. */
  drift: number;
}

/** What is missing or not as it was, said plainly: gaps first, then what is never recorded. */
export function noticesOf(facts: Facts): Notice[] {
  return [...lossNotices(facts), ...recordingNotices(facts), ...processingNotices(facts)];
}

function lossNotices({ detail }: Facts): Notice[] {
  const notices: Notice[] = [];
  const missing = [
    ...(detail.gaps > 0 ? [`${counted(detail.gaps, 'batch', 'batches')} never arrived`] : []),
    ...(detail.dropped > 0 ? [`the page could not deliver ${counted(detail.dropped, 'event')}`] : []),
  ];
  const places = detail.losses.filter(({ kind }) => kind !== 'degraded').length;
  const where = places > 0 ? `, at ${counted(places, 'place')} on the timeline` : '';
  if (missing.length > 0) {
    const text = `Parts of this session are missing: ${missing.join(', and ')}${where}. The replay may jump or show a wrong state there.`;
    notices.push({ id: 'losses', kind: 'warning', text });
  }
  const degraded = coveredMs(detail.losses.filter(({ kind }) => kind === 'degraded'));
  if (degraded > 0) {
    const text = `For ${duration(degraded)} a part of the page changed too fast to be recorded at full rate.`;
    notices.push({ id: 'degraded', kind: 'info', text });
  }
  if (detail.skipped > 0) {
    const text = `The detector left out ${counted(detail.skipped, 'damaged event')}: findings may be missing.`;
    notices.push({ id: 'skipped', kind: 'warning', text });
  }
  return notices;
}

function recordingNotices({ recorded, drift }: Facts): Notice[] {
  if (recorded === null) return [];
  const notices: Notice[] = [];
  const add = (id: string, kind: Notice['kind'], text: string): void => void notices.push({ id, kind, text });
  const { findings, firstFrameAt, beforeFirstSnapshot } = recorded;
  if (beforeFirstSnapshot > 0) {
    const lost = counted(beforeFirstSnapshot, 'event');
    add(
      'late-snapshot',
      'warning',
      `The first snapshot came late: ${lost} before ${clock(firstFrameAt)} cannot be shown.`,
    );
  }
  const { refusedEvents } = findings;
  if (refusedEvents > 0) add('malformed', 'warning', `${counted(refusedEvents, 'damaged event')} left out.`);
  if (findings.refusedNodes > 0) {
    add('refused-nodes', 'warning', `${counted(findings.refusedNodes, 'element')} could not be built and left out.`);
  }
  if (drift > 0) {
    const text = `${counted(drift, 'change')} did not fit the page: what is shown may differ from what the visitor saw.`;
    add('drift', 'warning', text);
  }
  if (findings.canvases > 0) add('canvas', 'info', canvasWords(findings.picturedCanvases > 0));
  for (const notice of gapNotices(findings.gaps)) notices.push(notice);
  if (findings.absentPictures > 0) {
    add('pictures', 'info', `${findings.tellsFiles ? 'Video' : 'Pictures, video'} and sound are not stored (hatched).`);
  }
  if (findings.maskedFields > 0) add('masked', 'info', 'Form values are masked.');
  return notices;
}

/** Without a sheet a page looks wrong; without a picture it has a hatched place that says so. */
function gapNotices(gaps: readonly Missing[]): Notice[] {
  const sheets = gaps.filter(({ use }) => use === 'sheet').length;
  const files = gaps.filter(({ use }) => use !== 'sheet');
  const notices: Notice[] = [];
  if (sheets > 0) {
    const text = `${counted(sheets, 'style sheet')} never arrived: the page looked different to the visitor.`;
    notices.push({ id: 'sheets', kind: 'warning', text });
  }
  if (files.length > 0) {
    const are = files.length === 1 ? 'is' : 'are';
    notices.push({
      id: 'gaps',
      kind: 'info',
      text: `${usesOf(files)} of this page ${are} not kept: ${reasonsOf(files)}.`,
    });
  }
  return notices;
}

/** "3 pictures and 1 font" */
function usesOf(files: readonly Missing[]): string {
  const of = (use: Use): number => files.filter((file) => file.use === use).length;
  const kinds = (['picture', 'font'] as const).filter((use) => of(use) > 0);
  return kinds.map((use) => counted(of(use), use)).join(' and ');
}

/** "other origin (2), too large (1)", the most frequent first; without numbers where there is one reason. */
function reasonsOf(files: readonly Missing[]): string {
  const counts = new Map<string, number>();
  for (const { gap } of files) counts.set(GAP_WORDS[gap], (counts.get(GAP_WORDS[gap]) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  return sorted.map(([words, count]) => (sorted.length === 1 ? words : `${words} (${count})`)).join(', ');
}

function canvasWords(arePictured: boolean): string {
  if (!arePictured) return 'Canvas drawings are not recorded (hatched).';
  return 'Canvases are shown as pictures, two a second at most. Hatched: none was taken.';
}

function processingNotices({ detail, findings }: Facts): Notice[] {
  if (detail.processing) {
    const text = 'The detector has not looked at this session so far: findings, score and pages follow by themselves.';
    return [{ id: 'processing', kind: 'info', text }];
  }
  if (detail.closed) return [];
  const state = detail.live ? 'Still running' : 'Not closed yet';
  const provisional = findings.some((finding) => finding.provisional);
  const text = provisional
    ? `${state}: provisional findings may be corrected or withdrawn.`
    : `${state}: more may follow.`;
  return [{ id: 'processing', kind: 'info', text }];
}
