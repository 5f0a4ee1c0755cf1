/** Runs something once, as soon as the most impatient caller asked. */
export interface Timer {
  within(ms: number): void;
  stop(): void;
}

export function createTimer(run: () => void): Timer {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let at = Number.POSITIVE_INFINITY;

  function stop(): void {
    clearTimeout(timer);
    at = Number.POSITIVE_INFINITY;
  }

  return {
    within(ms) {
      const then = performance.now() + ms;
      if (then >= at) return;
      clearTimeout(timer);
      at = then;
      timer = setTimeout(() => {
        stop();
        run();
      }, ms);
    },
    stop,
  };
}
