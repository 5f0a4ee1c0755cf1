import type { PageEntry } from '../visit.ts';
import type { Found, Logs } from './log.ts';

/** Three refusals in a row are a loop; whether two are is a matter of words. */
const LOOP = 3;

/** A form that was sent within this time after is one trial: each of its fields may complain. */
const ONE_TRIAL = 400;

/** Sent the same form again and again and was refused each time. */
export function validationLoops({ page }: Logs): Found[] {
  const series = new Map<string, PageEntry[]>();
  const found: Found[] = [];
  const close = (form: string) => {
    const all = series.get(form) ?? [];
    series.delete(form);
    if (all.length < LOOP - 1) return;
    const [at, until] = [all[0]!.at, all.at(-1)!.at];
    found.push({
      kind: 'validation-loop',
      at,
      until,
      target: form,
      sure: all.length >= LOOP,
      why: `refused ${all.length} times`,
    });
  };
  for (const entry of page) {
    const form = String((entry.what === 'invalid' ? entry.form : entry.target) ?? '');
    if (entry.what === 'refused' || entry.what === 'invalid') {
      const all = series.get(form) ?? [];
      if (entry.at - (all.at(-1)?.at ?? Number.NEGATIVE_INFINITY) > ONE_TRIAL) series.set(form, [...all, entry]);
    } else if (entry.what === 'sent') close(form);
  }
  for (const form of [...series.keys()]) close(form);
  return found;
}

/** Fields that were changed again and again because the page refused them: trouble with the field, or with the form? Both are said of it. */
export function refusedFields({ page }: Logs): Found[] {
  const refusals = page.filter(({ what }) => what === 'refused' || what === 'invalid');
  if (refusals.length < LOOP - 1) return [];
  const byField = Map.groupBy(
    page.filter(({ what, target, form }) => what === 'input' && target && form),
    ({ target }) => target,
  );
  return [...byField].flatMap(([target, inputs]) => {
    const after = refusals.filter(({ at }, n) =>
      inputs.some((input) => input.at > at && input.at < (refusals[n + 1]?.at ?? Number.POSITIVE_INFINITY)),
    );
    if (after.length < LOOP - 1) return [];
    const [at, until] = [inputs[0]!.at, inputs.at(-1)!.at];
    const why = `changed again after ${after.length} refusals`;
    return [{ kind: 'field-struggle', at, until, sure: false, why, ...(target && { target }) }];
  });
}

/** Searches further apart than this are two errands. */
const ERRAND = 45_000;

/** Site search tried again and again in other words without finding anything, or with nothing but empty results. */
export function searchStruggles({ page }: Logs): Found[] {
  const errands: PageEntry[][] = [];
  let closed = true;
  for (const entry of page) {
    if (entry.what === 'found') closed = true;
    if (entry.what !== 'searched') continue;
    const errand = errands.at(-1);
    if (closed || !errand || entry.at - errand.at(-1)!.at > ERRAND) errands.push([entry]);
    // The same words once more is a page that was loaded again, or a slow finger.
    else if (errand.at(-1)!.text !== entry.text) errand.push(entry);
    closed = false;
  }
  return errands.flatMap((errand) => {
    const empty = errand.filter(({ results }) => results === 0).length;
    const words = new Set(errand.map(({ text }) => text)).size;
    if (empty === 0 && words < 3) return [];
    const why = `${words} different searches, ${empty} of them empty`;
    return [
      { kind: 'search-struggle', at: errand[0]!.at, until: errand.at(-1)!.at, sure: empty >= 2 || words >= 3, why },
    ];
  });
}
