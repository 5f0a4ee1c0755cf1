import type { PageView } from '@falter/wire';
import type { DocumentReader } from './document-reader.ts';
import { Expectations } from './expected.ts';
import { isFailure, isSuccess, type RawRequest } from './requests.ts';
import type { Act, RequestStep } from './steps.ts';
import type { RawClick } from './tape.ts';
import { speakable } from './wording.ts';

/** The requests of a tab by their end, with what the visitor did to cause them and whether a failure is to be wondered at. */
export function toRequestSteps(
  documents: readonly DocumentReader[],
  { tab, pages }: { tab: string; pages: readonly PageView[] },
): RequestStep[] {
  const all = documents.flatMap((document) => document.requestLog.requests.map((request) => ({ request, document })));
  all.sort((a, b) => a.request.at - b.request.at || a.request.index - b.request.index);
  const expectations = new Expectations(
    all.map(({ request }) => ({ route: request.route, at: request.at, ok: isSuccess(request) })),
  );
  return all.map(({ request, document }) => {
    const page = pages[request.view]?.url ?? '';
    const outcome = isFailure(request) ? 'failed' : isSuccess(request) ? 'ok' : 'unknown';
    if (outcome === 'ok') expectations.succeeded(request);
    const foreign = page !== '' && hostOf(page) !== hostOf(request.url);
    const { at, startedAt, method, url, route, status, failure, view, cause, size, trace } = request;
    return {
      kind: 'request',
      tab,
      at,
      view,
      startedAt,
      method,
      url,
      name: nameOf(request, foreign),
      foreign,
      route,
      status,
      failure,
      outcome,
      expected: outcome === 'failed' ? expectations.why(request, page, document.tape.leaves) : '',
      ticks: document.requestLog.ticks(request),
      after: cause && actOf(cause),
      ...(size === undefined ? {} : { size }),
      ...(trace === undefined ? {} : { trace }),
    };
  });
}

function hostOf(url: string): string {
  return /^https?:\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
}

function nameOf({ method, url }: RawRequest, foreign: boolean): string {
  const [, host = '', path = ''] = /^https?:\/\/([^/?#]*)([^?#]*)/.exec(url) ?? [];
  return speakable(`${method} ${foreign ? host : ''}${path || '/'}`, 120);
}

/** A click or a sent form as the cause of something. */
export function actOf({ kind, at, pressedAt, subject }: RawClick): Act {
  const { target, ignored, node } = subject;
  return { kind, at, pressedAt, target, subject: node?.id ?? 0, ignored };
}
