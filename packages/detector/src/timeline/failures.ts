import type { Tells } from '../signal.ts';
import { identityOf, isOwn } from './errors.ts';
import { type Act, type ClickStep, type ErrorStep, firstFrom, type RequestStep, type SubmitStep } from './steps.ts';
import { howFailed, speakable } from './wording.ts';

/** An uncaught error or a failed request that nobody expects. */
export interface Failure {
  step: ErrorStep | RequestStep;
  /** Equal for another one with the same cause. */
  identity: string;
  /** `"TypeError: cart is undefined"`, `POST /api/order failed with status 502`. */
  text: string;
  /** It also comes again and again without anybody having clicked. */
  ticks: boolean;
}

/** What fails so long after a click fails by itself. */
const STIRRED_MS = 2_000;
/** Failures without a click from which on they come by themselves. */
const TICKS = 2;
/** Stack frames that tell one cause from another. */
const FRAMES = 3;

type Asked = ClickStep | SubmitStep;

/** Which click or sent form caused which failure, for all tabs. */
export class Failures {
  readonly #acts = new Map<string, Asked[]>();
  readonly #byAct = new Map<string, Failure[]>();

  /** @param steps by time. @param withinMs an error is caused by a click that came so shortly before it. */
  constructor(steps: readonly (Asked | ErrorStep | RequestStep)[], withinMs: number) {
    for (const step of steps) if (step.kind === 'click' || step.kind === 'submit') push(this.#acts, step.tab, step);
    const alone = new Map<string, number>();
    const found: { act: string; failure: Failure }[] = [];
    for (const step of steps) {
      const failure = failureOf(step);
      if (!failure) continue;
      const act = step.kind === 'request' ? step.after : this.#before(step.tab, step.at);
      const began = step.kind === 'request' ? step.startedAt : step.at;
      const last = this.#before(step.tab, began);
      if (!last || began - last.at > STIRRED_MS) add(alone, `${step.tab} ${failure.identity}`);
      const isCaused = act !== null && (step.kind === 'request' || step.at - act.at <= withinMs);
      if (isCaused) found.push({ act: keyOf(step.tab, act), failure });
    }
    for (const { act, failure } of found) {
      failure.ticks = (alone.get(`${failure.step.tab} ${failure.identity}`) ?? 0) >= TICKS;
      push(this.#byAct, act, failure);
    }
  }

  /** What this click or sent form made fail, by time. A request may fail long after. */
  causedBy(act: Asked): readonly Failure[] {
    return this.#byAct.get(keyOf(act.tab, act)) ?? [];
  }

  /** The click made the page's code or a request of its own fail, and a signal that is switched on tells that with the cause. */
  tellsOf(act: Asked, tells: Tells): boolean {
    return this.causedBy(act).some(({ step, ticks }) => {
      const own = step.kind === 'error' ? 'js-error' : 'failed-request';
      return !ticks && (tells('error-click', act) || tells(own, step));
    });
  }

  /** The last click or sent form up to `at`, from when the pointer went down. */
  #before(tab: string, at: number): Asked | null {
    const acts = this.#acts.get(tab) ?? [];
    const next = firstFrom(acts, at + 0.001);
    // The next one's pointer may be down already.
    const pressed = acts[next];
    return pressed && pressed.pressedAt <= at ? pressed : (acts[next - 1] ?? null);
  }
}

function failureOf(step: Asked | ErrorStep | RequestStep): Failure | null {
  if (step.kind === 'error') {
    if (!isOwn(step)) return null;
    const said = speakable([step.name, step.message].filter(Boolean).join(': '), 160) || 'Unknown error';
    return { step, identity: identityOf(step, FRAMES), text: `"${said}"`, ticks: false };
  }
  if (step.kind !== 'request' || step.outcome !== 'failed' || step.expected !== '') return null;
  return { step, identity: step.route, text: `${step.name} failed ${howFailed(step)}`, ticks: false };
}

function keyOf(tab: string, { kind, at, subject }: Asked | Act): string {
  return `${tab} ${kind} ${at} ${subject}`;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function add(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
