import { grouped } from '../grouped.ts';
import type { Moment } from '../reactions.ts';
import type { FieldLog, Filling } from './field-log.ts';
import type { FieldMessage, FormField } from './form-step.ts';
import { type History, known, reworksIn } from './reworks.ts';

/** What is known of a go at a form beside its fields. */
export interface Circumstances {
  /** Numbers of the events between which it went. */
  from: number;
  to: number;
  /** What was filled in by hand. */
  hand: ReadonlySet<Filling>;
  /** What was said of a field, by its node id. */
  messages: ReadonlyMap<number, readonly (FieldMessage & Moment)[]>;
  /** Numbers of the events at which the form was refused, and at which it was sent well. */
  refused: readonly number[];
  sent: readonly number[];
  /** Names of the fields that held something when the page showed the form again with an error. */
  carried: ReadonlySet<string>;
}

/** A longer pause in a field is spent on something else. */
const PAUSE_MS = 30_000;

/** The fields of a form that were touched, in the order in which they were; one that the page made anew is the same. */
export function fieldsOfGo(logs: readonly FieldLog[], around: Circumstances): FormField[] {
  return grouped(logs, ({ name }) => name)
    .flatMap((same) => toField(same, around) ?? [])
    .sort((a, b) => a.firstAt - b.firstAt);
}

function toField(logs: readonly FieldLog[], around: Circumstances): FormField | null {
  const { target, name, kind } = logs[0]!;
  const isIn = ({ index }: { index: number }) => index > around.from && index <= around.to;
  const fillings = logs.flatMap(({ fillings }) => fillings.filter(isIn)).sort((a, b) => a.index - b.index);
  const byHand = fillings.filter((filling) => around.hand.has(filling));
  const visits = logs.flatMap(({ visits }) => visits.filter(isIn));
  if (fillings.length === 0 && visits.length === 0) return null;
  const said = logs.flatMap(({ node }) => around.messages.get(node.id) ?? []);
  const messages = said.filter(isIn).sort((a, b) => a.index - b.index);
  const times = [...visits.flatMap(({ from, until }) => [from, until]), ...fillings.map(({ at }) => at)].filter(
    Boolean,
  );
  const first = byHand[0];
  const began = first?.log.visits[first.visit];
  return {
    target,
    name,
    kind,
    firstAt: times.reduce((least, at) => Math.min(least, at), times[0] ?? 0),
    lastAt: times.reduce((most, at) => Math.max(most, at), times[0] ?? 0),
    spentMs: logs.reduce((sum, log) => sum + spentIn(log, around), 0),
    hesitationMs: first && began?.seen === true && first === fillings[0] ? first.at - began.from : null,
    filledBy: byHand.length > 0 ? 'hand' : fillings.length > 0 ? 'browser' : '',
    edits: byHand.length,
    reworks: reworksIn(byHand, historyOf(logs, messages, around)),
    messages: messages.map(({ at, text }) => ({ at, text })),
  };
}

/** Time with the focus, of visits in which somebody was there: what the browser fills in takes none. */
function spentIn({ visits, fillings }: FieldLog, { hand, from, to }: Circumstances): number {
  const moments = visits.map((visit) => [visit.from]);
  for (const filling of fillings) if (hand.has(filling)) moments[filling.visit]!.push(filling.at);
  let spent = 0;
  visits.forEach(({ index, until }, number) => {
    if (index <= from || index > to) return;
    const times = moments[number]!;
    if (until > 0) times.push(until);
    for (let i = 1; i < times.length; i++) spent += Math.min(PAUSE_MS, Math.max(0, times[i]! - times[i - 1]!));
  });
  return spent;
}

function historyOf(logs: readonly FieldLog[], messages: readonly Moment[], around: Circumstances): History {
  const { sent, refused, carried } = around;
  const told = [...messages.map(({ index }) => index), ...refused].sort((a, b) => a - b);
  const sizes = logs
    .flatMap((log) => [...log.fillings, ...log.settings].map(({ index, size }) => ({ index, size: known(size, log) })))
    .sort((a, b) => a.index - b.index);
  const emptied = logs.flatMap(({ settings }) => settings.filter(({ size }) => size === 0).map(({ index }) => index));
  return { told, sent, sizes, emptied: emptied.sort((a, b) => a - b), carried: carried.has(logs[0]!.name) };
}
