import type { FindingRow, StepRow } from '@falter/wire';

/** Id of the issue that an error is one of, as its finding says; '' where there is none. A finding stands for several of one cause. */
export function issueOf({ kind, tab, at, text }: StepRow, findings: readonly FindingRow[]): string {
  if (kind !== 'error') return '';
  const errors = findings.filter((finding) => finding.signal === 'js-error' && finding.tab === tab);
  const message = text.replace(/^\w+: /, '').slice(0, 40);
  const own = errors.find(
    (finding) => Math.abs(finding.at - at) <= 2 || (message !== '' && finding.why.includes(message)),
  );
  return own?.issue ?? '';
}

/** By `TAB TIME`: a finding's signal, at each step that it rests on. */
export function evidenceOf(findings: readonly FindingRow[], startedAt: number): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const { tab, signal, evidence } of findings) {
    for (const { at } of evidence) {
      const place = `${tab} ${Math.round(at - startedAt)}`;
      if (!marks.has(place)) marks.set(place, signal);
    }
  }
  return marks;
}

/** Signal of what rests on a row, '' for nothing: it has the time of its beginning or of its end. */
export function evidenceAt(marks: ReadonlyMap<string, string>, { tab, at, until }: StepRow): string {
  return marks.get(`${tab} ${until}`) ?? marks.get(`${tab} ${at}`) ?? '';
}
