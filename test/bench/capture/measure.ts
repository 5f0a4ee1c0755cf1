import {
  CANARY_PATH,
  disturb,
  leakedPositions,
  missingPositions,
  type Preset,
} from '../../../packages/capture/test/canaries.ts';
import { arrived, cpu, inject, type Recorder, type Stage, stepsIn, type Visit, visit } from './stage.ts';

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Time for a page to come to rest, and for what is under way when it goes. */
const REST_MS = 1000;

/** What the pages of `pages.ts` offer. */
declare const storms: (ms: number) => Promise<number[]>;
declare const onwards: (heavily: boolean) => void;
declare const last: number;

/** A page of 20,000 elements on which a recorder starts: CPU ms of the main thread until four seconds later, all sent. */
export async function start(stage: Stage, recorder: Recorder): Promise<number> {
  const visitor = await visit(stage, '/large');
  await sleep(REST_MS);
  const before = await cpu(visitor);
  await inject(visitor, recorder);
  await look(visitor);
  await sleep(4000);
  const spent = (await cpu(visitor)) - before;
  const isThere = recorder === 'none' || stepsIn(arrived(stage, visitor)).has(1);
  await visitor.context.close();
  if (!isThere) throw new Error(`[bench] ${recorder} did not send the page of 20,000 elements. Look at its collector.`);
  return spent;
}

/** What a storm cost, and what of it arrived. */
export interface Storm {
  /** CPU ms of the main thread for each step that the page came to. */
  cpuPerStep: number;
  /** Shares of the steps, 0..1: when the page had been left, and when the visitor had been on the site's next page. */
  atLeave: number;
  delivered: number;
  bytes: number;
}

/** A storm of five seconds on `path`, after which the visitor goes to another page of the site. */
export async function storm(stage: Stage, recorder: Recorder, path: string): Promise<Storm> {
  const visitor = await visit(stage, path);
  await inject(visitor, recorder);
  await look(visitor);
  await sleep(REST_MS);
  const before = await cpu(visitor);
  const made = await visitor.page.evaluate(() => storms(5000));
  const spent = (await cpu(visitor)) - before;
  const share = (): number => {
    const there = stepsIn(arrived(stage, visitor));
    return made.filter((step) => there.has(step)).length / made.length;
  };
  await visitor.page.goto(`${stage.origin}/banner`);
  await sleep(REST_MS);
  const atLeave = share();
  await inject(visitor, recorder);
  await look(visitor);
  // A snapshot goes first, and what was kept follows it.
  for (let waited = 0; waited < 8 && recorder === 'falter' && share() < 1; waited++) await sleep(500);
  const bytes = (stage.bodies.get(visitor.name) ?? []).reduce((sum, body) => sum + body.length, 0);
  await visitor.context.close();
  return { cpuPerStep: spent / made.length, atLeave, delivered: share(), bytes };
}

/** Closes the tab `afterMs` into work that goes on. Gives the age of the youngest step that arrived, ms. */
export async function lostOnClose(
  stage: Stage,
  recorder: Recorder,
  cut: { afterMs: number; heavily: boolean },
): Promise<number> {
  const visitor = await visit(stage, '/list');
  const { page } = visitor;
  await inject(visitor, recorder);
  await page.evaluate((heavily) => onwards(heavily), cut.heavily);
  for (const end = Date.now() + cut.afterMs; Date.now() < end; ) {
    await look(visitor);
    await sleep(Math.max(0, Math.min(500, end - Date.now())));
  }
  const age = await page.evaluate(() => last);
  await page.close();
  await sleep(REST_MS);
  const steps = [...stepsIn(arrived(stage, visitor))].filter((step) => step < 9e6);
  await visitor.context.close();
  return Math.max(0, age - Math.max(0, ...steps));
}

/** Requests of a page on which nobody does anything while a banner turns, for 20 s. */
export async function requestsWhenIdle(stage: Stage): Promise<number> {
  const visitor = await visit(stage, '/banner');
  await inject(visitor, 'falter');
  await sleep(20_000);
  const { length } = stage.bodies.get(visitor.name) ?? [];
  await visitor.context.close();
  return length;
}

/**
 * Secrets that a visit of the page of secrets, changed in every way a script can, sent and should not have: what leaves the browser counts,
 * not what a server would take out.
 */
export async function leaked(stage: Stage, preset: Preset): Promise<string[]> {
  const visitor = await visit(stage, CANARY_PATH);
  await inject(visitor, 'falter', preset);
  await look(visitor);
  await disturb(visitor.page);
  await sleep(4000);
  await visitor.page.goto('about:blank');
  await sleep(REST_MS);
  const text = arrived(stage, visitor);
  await visitor.context.close();
  const missing = missingPositions(text, preset);
  if (!text.includes('falter/page@1') || missing.length > 0)
    throw new Error(`[bench] the page of secrets did not come whole (${missing.join(', ')}). Nothing is proven.`);
  return leakedPositions(text, preset);
}

/** A visitor is there. */
async function look({ page }: Visit): Promise<void> {
  await page.mouse.move(100 + Math.random() * 400, 100 + Math.random() * 300, { steps: 3 });
  await page.mouse.click(700, 500);
}
