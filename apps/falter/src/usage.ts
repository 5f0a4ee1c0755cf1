import { UsageError } from './usage-error.ts';

interface Command {
  /** How it is called, with all that it can be told. */
  use: string;
  about: string;
}

type CommandName =
  | 'start'
  | 'detect'
  | 'import'
  | 'export'
  | 'erase'
  | 'redetect'
  | 'keys'
  | 'sourcemaps'
  | 'doctor'
  | 'migrate';

const COMMANDS: Record<CommandName, Command> = {
  start: {
    use: 'falter start',
    about: 'record, detect and replay: collector, detector, API, viewer and demo shop; told by the environment',
  },
  detect: {
    use: 'falter detect FILE... [--json]',
    about: 'findings of rrweb recordings (a JSON array or one event a line, packed or not), without a server',
  },
  import: {
    use: 'falter import FILE... [--project ID] [--url URL] [--dry-run] [--json]',
    about: "recordings from anywhere, also PostHog's exports, into the store",
  },
  export: {
    use: 'falter export SESSION | --person ID [--tab N] [--references] [--out FILE] [--why TEXT] [--project ID] [--url URL]',
    about: "the recording of a session, as rrweb's JSON (of several tabs, by number); or all that is kept of a person",
  },
  erase: {
    use: 'falter erase --person ID | --session ID [--why TEXT] [--project ID] [--json] [--url URL]',
    about: 'a session, or a person with all sessions: gone for everybody at once, from the disk within the hour',
  },
  redetect: {
    use: 'falter redetect --from TIME --to TIME [--signal ID]... [--dry-run] [--project ID] [--json] [--url URL]',
    about: 'judges sessions of the past by the rules and settings of now, and says what changed, or would change',
  },
  keys: {
    use: 'falter keys [list | rotate | retire KEY] [--project ID] [--json] [--url URL]',
    about: 'write keys: when each was made and last used, a second one, the end of one',
  },
  sourcemaps: {
    use: 'falter sourcemaps upload --release R --url-prefix https://shop.example/assets DIR [--project ID] [--url URL]',
    about: 'source maps of a build, so that its errors are shown in original code; FALTER_TOKEN may be an API token',
  },
  doctor: {
    use: 'falter doctor [--url URL] [--json]',
    about: 'walks the way of one click through the Falter that runs, and says what is wrong',
  },
  migrate: {
    use: 'falter migrate',
    about: 'brings the tables of your own ClickHouse (CLICKHOUSE_URL) up to date; "start" does it as well',
  },
};

/** `Use: falter doctor [--url URL] [--json]`, for who used a command wrongly. */
export function useOf(command: CommandName): string {
  return `Use: ${COMMANDS[command].use}`;
}

/** All commands, for who asks what there is. A test holds the README to it. */
export const USAGE: string = Object.values(COMMANDS)
  .map(({ use, about }) => `${use}\n    ${about}\n`)
  .join('');

/** What is said of arguments that `command` cannot read: what is wrong, and how it is called. */
export function wrongUse(command: CommandName, cause: unknown): UsageError {
  return new UsageError(`${cause instanceof Error ? cause.message : cause} ${useOf(command)}`, { cause });
}
