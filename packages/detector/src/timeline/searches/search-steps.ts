import type { PageView } from '@falter/wire';
import { isEditable } from '../controls.ts';
import type { DocumentReader } from '../document-reader.ts';
import { sendingsOf } from '../forms/answer.ts';
import type { Attempt } from '../forms/attempt.ts';
import type { Filling } from '../forms/field-log.ts';
import { byHand } from '../forms/hand.ts';
import { firstAfter } from '../reactions.ts';
import { ignoredAround } from '../subject.ts';
import type { RawClick, Tape } from '../tape.ts';
import { emptyAmong } from './empty-result.ts';
import { opensResult } from './opened.ts';
import type { SearchStep } from './search-step.ts';

/** Results come within this time, or nobody waits for them. */
const RESULTS_MS = 10_000;
/** A page that shows results while somebody types is read when the keys rest this long. */
const REST_MS = 2_000;
const ANSWER_MS = 4_000;
/** A page that goes away this soon after the last key was asked for by Enter. */
const ENTER_MS = 3_000;
/** Who has not opened a result by now does not take any. */
const SETTLED_MS = 30_000;

interface End {
  tab: string;
  pages: readonly PageView[];
  closed: boolean;
  /** Epoch milliseconds up to which the recording is complete. */
  until: number;
}

/** A search before it is known what came of it. */
interface RawSearch {
  document: number;
  attempt: Attempt;
  by: SearchStep['by'];
  at: number;
  index: number;
  last: Filling;
  /** What had been looked for is told, in plain words. */
  text: string;
  /** Something of the text before was deleted, or nobody knows. */
  changed: boolean;
}

/** The searches of a tab, in order, with what came of them. */
export function toSearchSteps(documents: readonly DocumentReader[], end: End): SearchStep[] {
  const raw = documents.flatMap((document, number) =>
    document.forms.attempts
      .filter(({ shape }) => shape.searches && !shape.isFilter)
      .flatMap((attempt) => searchesIn(attempt, document, number)),
  );
  raw.sort((a, b) => a.document - b.document || a.index - b.index);
  const steps = raw.map((search, i) => toStep(search, { before: raw[i - 1], next: raw[i + 1] }, { documents, end }));
  // Of a box that nothing calls a search it is known by what the page says when it finds nothing.
  const told = new Set(raw.filter((_, i) => steps[i]!.empty !== '').map(({ attempt }) => attempt));
  return steps.filter((_, i) => !raw[i]!.attempt.shape.lone || told.has(raw[i]!.attempt));
}

function searchesIn(attempt: Attempt, document: DocumentReader, number: number): RawSearch[] {
  const fillings = byHand(attempt.fillings).filter(({ field }) => isEditable(field));
  if (fillings.length === 0) return [];
  const one = (by: SearchStep['by'], { at, index }: { at: number; index: number }, piece: readonly Filling[]) => ({
    ...{ document: number, attempt, by, at, index },
    last: piece.at(-1)!,
    text: piece.at(-1)!.text,
    changed: true,
  });
  const found: RawSearch[] = [];
  let from = 0;
  for (const sending of sendingsOf(attempt)) {
    const to = fillings.findLastIndex(({ index }) => index < sending.index) + 1;
    if (to > from) found.push(one('sent', sending, fillings.slice(from, to)));
    from = Math.max(from, to);
  }
  const rest = fillings.slice(from);
  if (rest.length > 0 && wentByEnter(rest.at(-1)!, document)) found.push(one('sent', rest.at(-1)!, rest));
  if (found.length > 0) return found;
  return restsOf(fillings, document).map((piece) => ({
    ...one('typed', piece.at(-1)!, piece),
    changed: isOther(piece),
  }));
}

/** The page went away, or showed another address, right after the last key: Enter asked for it. */
function wentByEnter({ at }: Filling, { tape }: DocumentReader): boolean {
  const moved = tape.reactions.find((one) => one.kind === 'navigation' && one.at >= at)?.at ?? Number.POSITIVE_INFINITY;
  const left = tape.leaves.find((time) => time >= at) ?? Number.POSITIVE_INFINITY;
  const went = Math.min(moved, left);
  return went <= at + ENTER_MS && !tape.clicks.some((click) => click.at > at && click.at <= went);
}

/** Runs of keys after which the page showed something else: each is a question that was read the answer to. */
function restsOf(fillings: readonly Filling[], { tape }: DocumentReader): Filling[][] {
  const runs: Filling[][] = [];
  let run: Filling[] = [];
  fillings.forEach((filling, i) => {
    run.push(filling);
    const next = fillings[i + 1];
    if (next && next.at - filling.at < REST_MS) return;
    const answers = isAnswered(tape, filling, next?.at ?? Number.POSITIVE_INFINITY);
    const last = runs.at(-1);
    // A question that is only gone on with is the same one.
    if (answers && last && !isOther(run)) runs[runs.length - 1] = [...last, ...run];
    else if (answers) runs.push(run);
    run = [];
  });
  return runs;
}

/** The page showed something else before the next key. */
function isAnswered({ reactions }: Tape, { index, at }: Filling, next: number): boolean {
  const until = Math.min(at + ANSWER_MS, next);
  for (let i = firstAfter(reactions, index); i < reactions.length && reactions[i]!.at <= until; i++)
    if (reactions[i]!.kind === 'nodes' || reactions[i]!.kind === 'text') return true;
  return false;
}

/** Something was deleted first, or much was typed where nobody knows. */
function isOther(run: readonly Filling[]): boolean {
  const known = run.filter(({ size, log }) => size !== null && !(log.oneLength && size !== 0));
  if (known.length < run.length) return known.some(({ size }) => size === 0) || run.length > 2;
  return known.some(({ size }, i) => i > 0 && size! < known[i - 1]!.size!) || known[0]!.size! <= 1;
}

interface Neighbours {
  before: RawSearch | undefined;
  next: RawSearch | undefined;
}

interface Session {
  documents: readonly DocumentReader[];
  end: End;
}

function toStep(search: RawSearch, { before, next }: Neighbours, session: Session): SearchStep {
  const { tab, closed, until } = session.end;
  const { attempt, at, by, last } = search;
  const same = before !== undefined && isPlain(before) && isPlain(search) && asked(before) === asked(search);
  const ends = next?.at ?? (closed ? Number.POSITIVE_INFINITY : until);
  return {
    ...{ kind: 'search', tab, at, by },
    view: viewAt(session.end.pages, at, attempt.view),
    target: last.log.target,
    reformulated: before !== undefined && search.changed && !same,
    empty: emptyAfter(search, next, session),
    opened: isOpened(search, next, session),
    settled: next !== undefined || closed || until - at > SETTLED_MS,
    until: Number.isFinite(ends) ? Math.min(ends, at + SETTLED_MS) : at,
    ignored: ignoredAround(attempt.shape.node),
  };
}

function isPlain({ text }: RawSearch): boolean {
  return text !== '' && !text.includes('**');
}

function asked({ text }: RawSearch): string {
  return text.trim().toLowerCase();
}

function viewAt(pages: readonly PageView[], at: number, least: number): number {
  let view = least;
  while (view + 1 < pages.length && pages[view + 1]!.at <= at) view++;
  return view;
}

/** In the document in which it was asked, and in the one that came of it. */
function emptyAfter({ document, index, at }: RawSearch, next: RawSearch | undefined, { documents }: Session): string {
  const until = Math.min(at + RESULTS_MS, next?.document === document ? next.at : Number.POSITIVE_INFINITY);
  const here = emptyAmong(documents[document]!.tape.reactions, { after: index, until });
  const following = documents[document + 1];
  if (here !== '' || !following || (next && next.document === document)) return here;
  const came = following.tape.stirs[0] ?? 0;
  if (came - at > RESULTS_MS * 3) return '';
  return following.forms.empty || emptyAmong(following.tape.reactions, { after: 0, until: came + RESULTS_MS });
}

/** A result was opened before the next search, in the document in which it was asked or in a later one. */
function isOpened({ document, index, at, attempt }: RawSearch, next: RawSearch | undefined, session: Session): boolean {
  const last = next?.document ?? session.documents.length - 1;
  for (let number = document; number <= last; number++) {
    const { tape } = session.documents[number]!;
    for (let i = number === document ? firstAfter(tape.clicks, index) : 0; i < tape.clicks.length; i++) {
      const click = tape.clicks[i]!;
      if (number === next?.document && click.index >= next.index) break;
      if (click.at > at && opensResult(click, attempt.shape.node, wentAfter(click, tape))) return true;
    }
  }
  return false;
}

/** Another page came soon after it. */
function wentAfter({ at, index }: RawClick, { reactions, leaves }: Tape): boolean {
  if (leaves.some((left) => left >= at && left <= at + ENTER_MS)) return true;
  for (let i = firstAfter(reactions, index); i < reactions.length && reactions[i]!.at <= at + ENTER_MS; i++)
    if (reactions[i]!.kind === 'navigation') return true;
  return false;
}
