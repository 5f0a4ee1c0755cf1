import { USAGE } from './usage.ts';
import { UsageError } from './usage-error.ts';

const COMMANDS: Record<string, () => Promise<{ run: (args: readonly string[]) => Promise<number> }>> = {
  start: () => import('./start.ts'),
  detect: () => import('./detect.ts'),
  import: () => import('./import.ts'),
  export: () => import('./export.ts'),
  doctor: () => import('./doctor.ts'),
  erase: () => import('./erase.ts'),
  sourcemaps: () => import('./sourcemaps.ts'),
  keys: () => import('./keys.ts'),
  redetect: () => import('./redetect.ts'),
  migrate: () => import('./migrate.ts'),
};

const [command = 'help', ...args] = process.argv.slice(2);
if (['help', '--help', '-h'].includes(command)) {
  process.stdout.write(USAGE);
} else if (!COMMANDS[command]) {
  process.stderr.write(`falter: there is no command "${command}".\n\n${USAGE}`);
  process.exitCode = 2;
} else {
  try {
    const { run } = await COMMANDS[command]();
    process.exitCode = await run(args);
  } catch (error) {
    // One clear line for what a person can mend; the whole stack only for what is a fault of ours.
    const known = error instanceof UsageError || (error instanceof Error && /^\[\w+\] /.test(error.message));
    const text = known ? (error as Error).message.replace(/^\[falter\] /, '') : (error as Error).stack;
    process.stderr.write(`falter: ${text}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}
