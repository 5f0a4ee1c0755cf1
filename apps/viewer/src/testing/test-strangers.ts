import type { BrowserContext, Page } from 'playwright-core';

/** Messages that somebody forges, each so many times. */
const FLOOD = 2_000;

/** Runs in a window of the page: says to a window, again and again, what only the viewer's page may say, with ports of its own. */
function flood({ to, times }: { to: 'frame' | 'parent' | 'top'; times: number }): void {
  const target = to === 'frame' ? document.querySelector('iframe')?.contentWindow : window[to];
  const store = window as unknown as { answers: number };
  store.answers ??= 0;
  const words = [
    ...[
      { kind: 'close', replay: 1 },
      { kind: 'show', move: 1, at: 0 },
      { kind: 'shown', replay: 1, move: 1 },
    ],
    ...[{ kind: 'broken', replay: 1, move: 1, why: 'forged' }, 'close', null, { kind: 'falter/replay-frame' }],
  ];
  for (let time = 0; time < times; time++) {
    for (const word of words) target?.postMessage(word, '*');
    if (time % 100 > 0) continue;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => store.answers++;
    for (const word of words) port1.postMessage(word);
    target?.postMessage({ kind: 'falter/replay-frame', assets: '/api/v1/assets/' }, '*', [port2]);
  }
}

/** Forges messages from the viewer's window and from the recorded page, to all windows there are. Returns how often one of their ports was answered. */
export async function forgeMessages(viewer: Page): Promise<() => Promise<number>> {
  const main = viewer.mainFrame();
  const recorded = viewer.frames().find((frame) => frame.parentFrame()?.parentFrame() === main);
  if (recorded === undefined) throw new Error('[viewer] there is no recorded page. Open a session first.');
  for (const to of ['frame', 'top'] as const) await main.evaluate(flood, { to, times: FLOOD });
  for (const to of ['parent', 'top'] as const) await recorded.evaluate(flood, { to, times: FLOOD });
  const answersIn = () => (window as unknown as { answers: number }).answers;
  return async () => (await main.evaluate(answersIn)) + (await recorded.evaluate(answersIn));
}

/** Puts addresses into frames of a page of `evil`, and tells what became of them: '' where a frame was refused, else its address. */
export async function framed(context: BrowserContext, evil: string, addresses: readonly string[]): Promise<string[]> {
  const page = await context.newPage();
  try {
    await page.goto(evil);
    await page.evaluate(
      (all) =>
        Promise.all(
          all.map((src) => {
            const frame = Object.assign(document.createElement('iframe'), { src });
            const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
            document.body.append(frame);
            return loaded;
          }),
        ),
      addresses,
    );
    const shown = page.frames().filter((frame) => frame !== page.mainFrame());
    return shown.map((frame) => (frame.url().startsWith('chrome-error:') ? '' : frame.url()));
  } finally {
    await page.close();
  }
}
