import { UsageError } from './usage-error.ts';

const COMMANDS: Record<string, () => Promise<{ run: (args: readonly string[]) => Promise<number> }>> = {
  start: () => import('./start.ts'),
  detect: () => import('./detect.ts'),
  import: () => import('./import.ts'),
  export: () => import('./export.ts'),
  doctor: () => import('./doctor.ts'),
  keys: () => import('./keys.ts'),
  migrate: () => import('./migrate.ts'),
};

const USAGE = `falter start                     record, detect and replay: collector, detector, API, viewer and demo shop
falter detect FILE... [--json]   findings of rrweb recordings (a JSON array or one event a line, packed or not)
falter import FILE...            recordings from anywhere, also PostHog's exports, into the store
falter export SESSION            the recording of a session, as rrweb's JSON
falter doctor [--json]           walks the way of one click through the Falter that runs, and says what is wrong
falter keys [rotate | retire KEY] [--project ID]   write keys of a project: when each was last used, a second one, the end of one
falter migrate                   brings the tables of your own ClickHouse up to date; the embedded one does it at each start
`;

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
    process.stderr.write(`falter: ${known ? (error as Error).message : (error as Error).stack}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}
