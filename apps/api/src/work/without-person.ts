import { EVENT_TYPE, PLUGIN, type RecordedEvent, type SessionDetail } from '@falter/wire';

/** What a session is to whoever has a link to it. What is not named here is not shown, whatever is added to a session later. */
const SHOWN = [
  ...[
    'id',
    'startedAt',
    'arrivedAt',
    'durationMs',
    'entryUrl',
    'title',
    'score',
    'bot',
    'live',
    'findings',
    'browser',
    'os',
    'device',
  ],
  ...['release', 'pages', 'clicks', 'processing', 'endedAt', 'closed', 'botReasons', 'viewport', 'language', 'tabs'],
  ...['pageViews', 'dropped', 'gaps', 'skipped', 'hasSnapshot', 'recording', 'losses'],
] as const satisfies readonly (keyof SessionDetail)[];

/** Who it was, and what the site says of them and of what they did, is no part of what is shared. */
export function withoutPerson(detail: SessionDetail): SessionDetail {
  const shown = Object.fromEntries(SHOWN.map((name) => [name, detail[name]])) as Pick<
    SessionDetail,
    (typeof SHOWN)[number]
  >;
  return { ...shown, person: '', traits: {}, attributes: {}, supportCode: '', marks: [], notes: [] };
}

/** Lines that may be what is said beside the picture: whoever has the words in a text is looked at, and stays. */
const MAYBE_SAID = /"type"\s*:\s*[56]/;

/**
 * The event lines of a recording as a picture: without what the site said by name of the person and of what they did, without console, requests,
 * errors and whatever a plugin of the site wrote. Which file an address meant stays: the picture needs it.
 */
export async function* withoutPersonLines(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) if (!MAYBE_SAID.test(line) || isPicture(line)) yield line;
}

function isPicture(line: string): boolean {
  try {
    const { type, data } = JSON.parse(line) as RecordedEvent;
    if (type === EVENT_TYPE.plugin) return data.plugin === PLUGIN.asset;
    return type !== EVENT_TYPE.custom;
  } catch {
    // No viewer can read it either.
    return false;
  }
}
