import pino from 'pino';

/** Writes lines of JSON to a file; what a person must see at once goes to the terminal as well. */
export interface Log {
  /** Told to whoever watches the terminal, in one line. */
  say(message: string): void;
  /** A fault, with its cause. */
  fault(message: string, cause: unknown): void;
  flush(): void;
}

export function openLog(file: string, terminal: NodeJS.WritableStream): Log {
  const destination = pino.destination({ dest: file, sync: true, append: true });
  const logger = pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    say: (message) => {
      logger.info(message);
      terminal.write(`${message}\n`);
    },
    fault: (message, cause) => logger.error({ err: cause }, message),
    flush: () => destination.flushSync(),
  };
}
