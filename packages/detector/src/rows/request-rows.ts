import type { RequestStep } from '../timeline/steps.ts';
import { actWords } from './act-rows.ts';
import { type Draft, took, URL_MAX } from './row.ts';

/** A request in words: `POST /pay failed with 502 after 3.1 s`. Between its start and its end. */
export function requestRow(step: RequestStep): Draft {
  const { tab, at, startedAt, method, url, status, failure, after, size, trace } = step;
  const failed = step.outcome === 'failed';
  const cause = after && { at: after.pressedAt, text: actWords(after.kind, after.target?.label) };
  return {
    kind: 'request',
    tab,
    at: startedAt,
    until: at,
    text: `${step.name} ${ending(step)}`,
    level: !failed || step.expected !== '' || failure === 'left' ? '' : 'error',
    request: {
      ...{ method, url: url.slice(0, URL_MAX), status, failure, failed },
      ...(size === undefined ? {} : { size }),
      ...(trace === undefined ? {} : { trace }),
      ...(cause && { cause }),
    },
  };
}

function ending({ at, startedAt, status, failure, outcome }: RequestStep): string {
  const time = took(at - startedAt);
  if (failure === 'timeout') return `was given up after ${time}`;
  if (failure === 'abort') return `was called off after ${time}`;
  if (failure === 'left') return 'was cut off when the page was left';
  if (outcome === 'failed') return status > 0 ? `failed with ${status} after ${time}` : `got no answer after ${time}`;
  return status > 0 ? `answered ${status} after ${time}` : `ended after ${time}`;
}
