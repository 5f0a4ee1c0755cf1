import type { SessionDetail, StepRow, StepStack } from '@falter/wire';
import { counted, shortUrl } from '../words/text.ts';
import { absolute, clock, tenthsClock } from '../words/time.ts';

/** A row as one line of a ticket: `0:12.3  clicked “Pay now”: nothing happened`. `moment`: when it stands in its list, if not when it began. */
export function rowLine(row: StepRow, moment: number = row.at): string {
  const said = row.outcome === '' ? row.text : `${row.text}: ${row.outcome}`;
  return `${tenthsClock(moment)}  ${said.replaceAll('\n', '\n        ')}`;
}

/** A row with all that is known of it, for a ticket. */
export function rowText(row: StepRow, { stack, moment }: { stack?: StepStack | undefined; moment: number }): string {
  const { request, page } = row;
  const more = [
    request && `${request.method} ${request.url}`,
    request?.trace && `trace ${request.trace}`,
    request?.cause && `after: ${request.cause.text} (${clock(request.cause.at)})`,
    page?.url,
    stack && stackText(stack),
  ].filter((line) => typeof line === 'string' && line !== '');
  return [rowLine(row, moment), ...more.map((line) => `        ${String(line).replaceAll('\n', '\n        ')}`)].join(
    '\n',
  );
}

/** Many rows below who and when it was, with the link to the session. */
export function rowsText(
  rows: readonly StepRow[],
  { detail, link, momentOf }: { detail: SessionDetail; link: string; momentOf: (row: StepRow) => number },
): string {
  const { startedAt, entryUrl, browser, os, person, supportCode } = detail;
  const who = [person, browser, os, supportCode].filter((word) => word !== '').join(', ');
  const head = [`${shortUrl(entryUrl)}, ${absolute(Date.parse(startedAt))}`, who, link, counted(rows.length, 'row')];
  return [...head.filter((line) => line !== ''), '', ...rows.map((row) => rowLine(row, momentOf(row)))].join('\n');
}

/** Frames in original code where they are known, else what the browser told. */
export function stackText({ text, frames }: StepStack): string {
  if (frames.length === 0) return text;
  return frames
    .map(({ name, file, line, column }) => `at ${name || '(no name)'} (${file}:${line}:${column})`)
    .join('\n');
}
