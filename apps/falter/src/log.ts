import pino from 'pino';

/** Writes lines of JSON to a file; what a person must see at once goes to the terminal as well. */
export interface Log {
  /** Told to whoever watches the terminal, in one line. */
  say(message: string): void;
  /** A fault, with its cause. */
  fault(message: string, cause: unknown): void;
}

/** Bytes of lines that wait while the file cannot be written; what comes after them is lost. */
const WAITING_MAX_BYTES = 1024 * 1024;

/** A file that cannot be written (a full disk) is told to the terminal once: it is no reason to stop recording. */
export function openLog(file: string, terminal: NodeJS.WritableStream): Log {
  const destination = pino.destination({ dest: file, sync: true, append: true, maxLength: WAITING_MAX_BYTES });
  const logger = pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  let told = false;
  destination.on('error', ({ message }: Error) => {
    if (!told) terminal.write(`the log ${file} cannot be written (${message}); going on without it\n`);
    told = true;
  });
  return {
    say: (message) => {
      logger.info(message);
      terminal.write(`${message}\n`);
    },
    fault: (message, cause) => logger.error({ err: cause }, message),
  };
}
