import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

describe('the metrics', () => {
  it('F31 tell for how long nobody was served: an event loop that was held up', async () => {
    const metrics = createMetrics();
    const lag = async () =>
      Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(await metrics.text())?.[1] ?? Number.NaN);
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const until = performance.now() + 400; performance.now() < until; );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await lag()).toBeGreaterThan(0.3);
  });
});
