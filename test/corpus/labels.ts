import { GROUNDS } from './labels/grounds.ts';
import type { Found, Logs } from './labels/log.ts';
import { refusedFields, searchStruggles, validationLoops } from './labels/repeated.ts';
import { deadClicks, slowResponses } from './labels/response.ts';
import { errorClicks, errorMessages, failedRequests, jsErrors } from './labels/trouble.ts';
import { slowPages } from './labels/vitals.ts';
import type { DriverEntry, Label, Statement } from './visit.ts';

/** Found in the page's log alone, whether anybody spoke of it or not. */
const RULES: ((logs: Logs) => Found[])[] = [
  jsErrors,
  failedRequests,
  errorClicks,
  errorMessages,
  slowResponses,
  deadClicks,
  validationLoops,
  refusedFields,
  searchStruggles,
  slowPages,
];

/** A vital is told late, and a slow answer after the driver has turned to the next thing. */
const AFTER = 2500;

type Told = DriverEntry & { statement: Statement };

const statementsOf = ({ driver }: Logs): Told[] =>
  driver.filter((entry): entry is Told => entry.statement !== undefined);

const meets = (a: { at: number; until: number }, b: { at: number; until: number }, slack = 0): boolean =>
  a.at <= b.until + slack && b.at <= a.until;

/** Everything that two logs say about a visit, in order of time. Never asks a detector. */
export function labelsOf(logs: Logs): Label[] {
  const found = RULES.flatMap((rule) => rule(logs)).map((label): Label => ({ ...label, verdict: 'positive' }));
  const told = statementsOf(logs).flatMap((entry): Label[] => {
    const { kind, verdict, widget } = entry.statement;
    const { at, until } = entry;
    if (verdict === 'hard-negative')
      return [{ kind, verdict, at, until, sure: true, why: `it was a ${widget}`, ...(widget && { widget }) }];
    const ground = GROUNDS[kind]?.(entry, logs);
    // Who goes in circles turns back soon again and again: whether each time is a thing of its own is a matter of words.
    const turn = kind === 'page-loop' ? GROUNDS['quick-back']?.(entry, logs) : undefined;
    const argued: Label[] = turn ? [{ ...turn, kind: 'quick-back', verdict, sure: false, at, until }] : [];
    return ground ? [{ kind, verdict, sure: true, ...ground }, ...argued] : argued;
  });
  return [...found, ...told].toSorted((a, b) => a.at - b.at);
}

/** What the driver says and the page's log does not bear out, or the other way round, in words. Such a visit is no evidence of anything. */
export function complaintsOf(logs: Logs): string[] {
  const labels = labelsOf(logs);
  const positives = labels.filter(({ verdict }) => verdict === 'positive');
  const said = statementsOf(logs).flatMap((entry) => {
    const { kind, verdict, widget } = entry.statement;
    const own = positives.filter((label) => label.kind === kind && meets(label, entry, AFTER));
    if (verdict === 'positive')
      return own.length > 0
        ? []
        : [`somebody is said to have gone through ${kind}; the page's log has no ground for it`];
    const against = own.filter(({ sure, at, until }) => sure && meets({ at, until }, entry));
    return against.map(
      ({ why, target }) => `${widget} is said to be no ${kind}; the page's log has one at ${target}: ${why}`,
    );
  });
  return [...said, ...unspoken(logs, labels)];
}

/** Forms that were begun and left of which nobody says what it was. */
function unspoken({ page }: Logs, labels: readonly Label[]): string[] {
  const inputs = page.filter(({ what, form, target }) => what === 'input' && form && target);
  const byForm = Map.groupBy(inputs, ({ form }) => String(form));
  return [...byForm].flatMap(([form, all]) => {
    const last = all.at(-1)!;
    const over = page.some(
      ({ what, target, at }) =>
        /^(sent|saved|searched)$/.test(what) && at >= all[0]!.at && (target === form || what === 'searched'),
    );
    const spoken = labels.some(
      (label) => label.kind === 'form-abandonment' && meets(label, { at: all[0]!.at, until: last.at }),
    );
    return over || spoken ? [] : [`${form} of ${last.path} was begun and not sent, and nobody says why`];
  });
}
