import { IMPORT_BROWSER, readNumber, readSpan, type SearchTerm } from '@falter/wire';
import type { Params, Value } from './client.ts';
import type { Asked, Bind, Condition } from './condition.ts';
import { COMMENTED, TAGGED, WATCHED } from './work/work-conditions.ts';

/** Conditions on rows of `sessions` as SQL, and the parameters that they name. */
export interface Conditions {
  /** `AND` before each; '' for none. */
  sql: string;
  params: Params;
  /** They look at columns that `session_scores` does not have. */
  wide: boolean;
  /** The index over texts says where to look for one of them. */
  indexed: boolean;
}

/** Letters that a text needs so that the index knows it; see the README. */
const INDEXED_MIN = 5;

const small = ({ value }: SearchTerm): string => value.toLowerCase();

/** A pattern that contains a text as it is. */
export function containing(text: string): string {
  return `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/**
 * A word of one kind. All of them are in `search` too, whose index says where to look; a row from before the kinds were kept is judged
 * by that alone.
 */
function seen(column: 'urls' | 'errors' | 'elements'): Condition {
  return {
    wide: true,
    sql: ({ value }, bind) => {
      const like = bind('String', containing(value));
      return `search LIKE ${like} AND (strip = '' OR arrayExists(word -> lowerUTF8(word) LIKE ${like}, ${column}))`;
    },
  };
}

/** What the site told by a name: whatever the case. */
const told: Condition = {
  wide: true,
  sql: ({ field, value }, bind) => {
    const pair = `(name, told) -> lowerUTF8(name) = ${bind('String', field.toLowerCase())} AND lowerUTF8(told) = ${bind('String', value.toLowerCase())}`;
    const inOne = (map: string): string => `arrayExists(${pair}, mapKeys(${map}), mapValues(${map}))`;
    return `search LIKE ${bind('String', containing(value))} AND (${inOne('attributes')} OR ${inOne('traits')})`;
  },
};

function measure(expression: string, wide?: true): Condition {
  const sql: Condition['sql'] = ({ field, compare, value }, bind) => {
    const number = (field === 'duration' ? readSpan(value) : readNumber(value)) ?? 0;
    return `${expression} ${compare || '='} ${bind('Float64', number)}`;
  };
  return wide ? { sql, wide } : { sql };
}

/** A finding of the session of which something holds, in its newest revision. */
function finding(column: 'route' | 'element' | 'cause'): Condition {
  return {
    sql: ({ value }, bind) => `session IN
    (
        SELECT session
        FROM (SELECT session, ${column} AS what, withdrawn FROM findings
            WHERE project = {project:String}
                AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
                AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            ORDER BY session, id, revision DESC LIMIT 1 BY session, id)
        WHERE NOT withdrawn AND what = ${bind('String', value)}
    )`,
  };
}

const STATES: Readonly<Record<string, Condition>> = {
  bot: { sql: () => 'bot' },
  flagged: { sql: () => 'length(findings) > 0' },
  commented: COMMENTED,
  closed: { sql: () => 'closed', wide: true },
  imported: { sql: (_, bind) => `browser = ${bind('String', IMPORT_BROWSER)}` },
  live: {
    wide: true,
    sql: (_, bind, { liveSince }) =>
      `NOT closed AND last_seen_at > fromUnixTimestamp64Milli(${bind('Int64', liveSince)}, 'UTC')`,
  },
};

const words: Condition = { wide: true, sql: ({ value }, bind) => `search LIKE ${bind('String', containing(value))}` };

/** What each field of a search means here. Of times the caller makes `from` and `to`. */
const CONDITIONS: Readonly<Record<string, Condition>> = {
  '': words,
  person: {
    wide: true,
    sql: (term, bind) => {
      const who = bind('String', small(term));
      const told = `arrayExists(told -> lowerUTF8(told) = ${who}, mapValues(traits))`;
      return `search LIKE ${bind('String', containing(term.value))} AND (lowerUTF8(person) = ${who} OR ${told})`;
    },
  },
  url: seen('urls'),
  error: seen('errors'),
  text: seen('elements'),
  entry: { wide: true, sql: (term, bind) => `lowerUTF8(entry_url) LIKE ${bind('String', containing(term.value))}` },
  signal: { sql: ({ value }, bind) => `mapContains(findings, ${bind('String', value)})` },
  score: measure('score'),
  pages: measure('pages', true),
  clicks: measure('clicks', true),
  duration: measure("greatest(0, dateDiff('millisecond', started_at, ended_at))", true),
  device: { sql: ({ value }, bind) => `if(device = '', 'unknown', toString(device)) = ${bind('String', value)}` },
  browser: {
    sql: (term, bind) => {
      const name = bind('String', small(term));
      const known = "lowerUTF8(if(browser = '', 'unknown', toString(browser)))";
      return `${name} IN (${known}, replaceRegexpOne(${known}, ' [0-9.]+$', ''))`;
    },
  },
  os: {
    wide: true,
    sql: (term, bind) =>
      `lowerUTF8(if(os = '', 'unknown', toString(os))) LIKE ${bind('String', containing(term.value))}`,
  },
  release: { sql: ({ value }, bind) => `if(release = '', 'unknown', toString(release)) = ${bind('String', value)}` },
  tag: TAGGED,
  watched: WATCHED,
  id: { sql: ({ value }, bind) => `session = ${bind('String', value)}` },
  code: { wide: true, sql: ({ value }, bind) => `support_code = ${bind('String', value)}` },
  page: {
    sql: ({ value }, bind) => `session IN
    (
        SELECT session
        FROM (SELECT session, route FROM page_views
            WHERE project = {project:String}
                AND first_seen_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
                AND first_seen_at < fromUnixTimestamp64Milli({to:Int64}, 'UTC')
            ORDER BY session, id, revision DESC LIMIT 1 BY session, id)
        WHERE route = ${bind('String', value)}
    )`,
  },
  'found-on': finding('route'),
  element: finding('element'),
  issue: finding('cause'),
};

/** Fields whose positive term is looked for in `search` first. */
const IN_SEARCH: ReadonlySet<Condition | undefined> = new Set([
  words,
  told,
  ...['person', 'url', 'error', 'text'].map((field) => CONDITIONS[field]),
]);

function conditionOf({ field, value }: SearchTerm): Condition | undefined {
  if (field === 'is') return STATES[value];
  return Object.hasOwn(CONDITIONS, field) ? CONDITIONS[field] : told;
}

/** The conditions of a search: what a person typed is in the parameters alone, and what stands in the SQL stands in this file. */
export function conditionsOf(terms: readonly SearchTerm[], asked: Asked): Conditions {
  const params: Record<string, Value> = {};
  let count = 0;
  const bind: Bind = (type, value) => {
    const name = `term${count++}`;
    params[name] = value;
    return `{${name}:${type}}`;
  };
  const found: Conditions = { sql: '', params, wide: false, indexed: false };
  for (const term of terms) {
    const condition = conditionOf(term);
    if (!condition) continue;
    found.sql += `\n    AND ${term.not ? 'NOT ' : ''}(${condition.sql(term, bind, asked)})`;
    found.wide ||= condition.wide === true;
    found.indexed ||= !term.not && IN_SEARCH.has(condition) && term.value.length >= INDEXED_MIN;
  }
  return found;
}
