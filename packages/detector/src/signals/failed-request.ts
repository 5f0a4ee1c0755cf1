import type { Evidence } from '@falter/wire';
import { defineSignal, type SignalDefinition } from '../signal.ts';
import type { Act, RequestStep } from '../timeline/steps.ts';
import { afterSpan, howFailed, times } from '../timeline/wording.ts';

/** The page asked its server for something and did not get it. */
export const failedRequest: SignalDefinition = defineSignal({
  id: 'failed-request',
  title: 'Failed request',
  summary: 'A request of the page failed: no answer, a server error, or a refusal that nobody expects.',
  version: 1,
  weight: 12,
  reads: ['request'],
  options: { evidence: 5 },
  optionWords: {
    evidence: { label: 'Requests listed in a finding', unit: 'requests', min: 1, max: 50, step: 1 },
  },
  *detect(steps, { evidence }) {
    for (const run of runs(steps)) {
      const first = run[0]!;
      const often = run.length > 1 ? `${times(run.length)}, the first time ` : '';
      yield {
        first,
        until: run.at(-1)!.at,
        target: run.find(({ after }) => after)?.after?.target ?? null,
        evidence: run.slice(0, evidence).flatMap(evidenceOf),
        why: `${first.name} failed ${often}${howFailed(first)} ${afterSpan(first.at - first.startedAt)}, ${because(run)}.`,
        confidence: confidenceOf(first),
        identity: first.route,
      };
    }
  },
});

/**
 * Failures of one route that belong together: until it is answered well again. A page that asks by itself and fails now and
 * then is one run all the same.
 */
function runs(steps: readonly RequestStep[]): Iterable<RequestStep[]> {
  const found: RequestStep[][] = [];
  const last = new Map<string, { run: RequestStep[]; isOver: boolean }>();
  for (const step of steps) {
    const key = `${step.tab} ${step.view} ${step.route}`;
    const known = last.get(key);
    if (step.outcome === 'ok' && known) known.isOver = true;
    if (step.outcome !== 'failed' || step.expected !== '' || step.after?.ignored.includes('failed-request')) continue;
    if (known && (!known.isOver || step.after === null)) known.run.push(step);
    else {
      const run = [step];
      found.push(run);
      last.set(key, { run, isOver: false });
    }
  }
  return found;
}

function evidenceOf(request: RequestStep): Evidence[] {
  const { after, name, at, startedAt } = request;
  const failed = { kind: 'request', at, text: `${name} failed ${howFailed(request)} ${afterSpan(at - startedAt)}` };
  return after ? [{ kind: after.kind, at: after.at, text: wordsOf(after) }, failed] : [failed];
}

function because(run: readonly RequestStep[]): string {
  const acts = run.flatMap(({ after }) => after ?? []);
  if (acts.length === 0) return 'by itself: nobody had clicked';
  return `${acts.length === run.length ? '' : `${times(acts.length)} `}following ${acts[0]!.kind === 'click' ? 'a ' : ''}${wordsOf(acts[0]!)}`;
}

function wordsOf({ kind, target }: Act): string {
  return kind === 'click' ? `click on ${target?.label ?? 'an element'}` : `Enter in ${target?.label ?? 'a form'}`;
}

/** What a visitor asked for is surest. What another host refuses by itself, a content blocker may have refused. */
function confidenceOf({ after, foreign, failure, status }: RequestStep): number {
  if (after) return 0.95;
  return foreign && failure === 'network' ? 0.4 : status >= 500 ? 0.8 : 0.6;
}
