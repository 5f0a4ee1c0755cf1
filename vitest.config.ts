import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/**/src/**/*.test.{ts,tsx}', 'apps/**/src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    globalSetup: './test/shared-engine.ts',
    reporters: ['default', './test/reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Of `expect.poll` where a test says nothing: the one second of vitest is too short for a browser on a loaded machine.
    expect: { poll: { timeout: 20_000 } },
    // Two workers: a ClickHouse and a Chromium already run beside them on a small machine.
    maxWorkers: 2,
    // Real browsers and engines on a shared machine: there a second try tells a slow neighbour from a fault. At home there is none.
    retry: process.env.CI ? 1 : 0,
  },
});
