import { START } from '@falter/store';
import { ID_PATTERN, PERSON_MAX_CHARS, SEARCH_MAX_CHARS, SEQ_MAX, type SignalInfo } from '@falter/wire';
import * as z from 'zod/mini';
import { SORTS } from './cursor.ts';
import { choice, knownSignal, moment, NAME_MAX_CHARS, parameter, text, whole } from './parameters.ts';
import { fieldParameters } from './search-parameters.ts';

const LIMIT_MAX = 200;
const LIMIT_DEFAULT = 50;

/** What GET /api/v1/sessions was asked for, and a text by each name of `fieldParameters`. Times in epoch milliseconds; '' for "all". */
export interface SessionQuery {
  signal: string;
  q: string;
  person: string;
  from: number;
  to: number;
  minScore: number;
  sort: (typeof SORTS)[number];
  bots: 'include' | 'exclude' | 'only';
  flagged: 'yes' | 'no';
  device: string;
  browser: string;
  release: string;
  page: string;
  foundOn: string;
  element: string;
  issue: string;
  processing: 'include' | 'exclude';
  explain: 'yes' | 'no';
  cursor: string;
  limit: number;
}

/** Reads the query of GET /api/v1/sessions. Every parameter may be absent or empty; what is not listed is ignored. */
export function sessionQuery(signals: readonly SignalInfo[]): z.ZodMiniType<SessionQuery> {
  return z.object({
    signal: knownSignal(signals, 'Only sessions with a finding of this signal.'),
    q: parameter({
      fallback: '',
      about:
        'Only sessions whose URLs, labels, error messages, person, traits or attributes contain each of these words, or of this id or support code. May be the written form of a search: `url:/checkout -url:/thanks "card declined"`.',
      expected: `a text of at most ${SEARCH_MAX_CHARS} characters`,
      read: (given) => (given.length <= SEARCH_MAX_CHARS ? given.trim() : undefined),
      schema: { maxLength: SEARCH_MAX_CHARS },
    }),
    person: text(PERSON_MAX_CHARS, "Only sessions of this person, by the site's own id."),
    from: moment(0, 'Only sessions first seen at or after this time.'),
    to: moment(START.beforeAt, 'Only sessions first seen before this time.'),
    minScore: whole({ min: 0, max: 100, fallback: 0 }, 'Only sessions with at least this struggle score.'),
    sort: choice(SORTS, 'recent', 'Newest first, or highest struggle score first.'),
    bots: choice(['include', 'exclude', 'only'], 'include', 'Whether sessions of automated browsers are listed too.'),
    flagged: choice(['yes', 'no'], 'no', 'Only sessions with a finding of any signal.'),
    device: text(NAME_MAX_CHARS, 'Only sessions on this kind of device: desktop, mobile, tablet or unknown.'),
    browser: text(NAME_MAX_CHARS, 'Only sessions of this browser, named without its version, or unknown.'),
    release: text(NAME_MAX_CHARS, 'Only sessions of this release of the site, or unknown.'),
    page: text(NAME_MAX_CHARS, 'Only sessions that saw this page: its route, as the dashboard names it.'),
    foundOn: text(
      NAME_MAX_CHARS,
      'Only sessions with a finding (of `signal`, where given) on this page, by its route.',
    ),
    element: text(NAME_MAX_CHARS, 'Only sessions with a finding (of `signal`, on `foundOn`) on this element.'),
    issue: text(NAME_MAX_CHARS, 'Only sessions with a finding (of `signal`, on `foundOn`) of this issue.'),
    processing: choice(
      ['include', 'exclude'],
      'exclude',
      'Whether sessions are listed too that have just begun and of which nothing is known yet.',
    ),
    explain: choice(['yes', 'no'], 'no', 'Where nothing is found: say which term excluded it.'),
    cursor: parameter({
      fallback: '',
      about: 'Where the page before ended.',
      expected: 'the `next` of an answer',
      read: (text) => (text.length <= 256 ? text : undefined),
    }),
    limit: whole({ min: 1, max: LIMIT_MAX, fallback: LIMIT_DEFAULT }, 'Sessions in one answer.'),
    ...fieldParameters(),
  });
}

const tabId: z.ZodMiniType<string, string | undefined> = parameter({
  fallback: '',
  about: 'Only this tab; otherwise all tabs, one after another.',
  expected: 'the id of a tab',
  read: (text) => (ID_PATTERN.test(text) ? text : undefined),
});

const fromSeq = whole({ min: 0, max: SEQ_MAX, fallback: 0 }, 'Only batches of this sequence number or higher.');

/** What GET /api/v1/sessions/ID/recording was asked for. */
export interface RecordingQuery {
  tab: string;
  assets: 'expanded' | 'references';
  from_seq: number;
  to_seq: number;
}

/** Reads the query of GET /api/v1/sessions/ID/recording. */
export const recordingQuery: z.ZodMiniType<RecordingQuery> = z.object({
  tab: tabId,
  assets: choice(
    ['expanded', 'references'],
    'expanded',
    'Texts of style sheets in their events, as rrweb recorded them, or the lines as they are stored, which refer to /api/v1/assets/HASH.',
  ),
  from_seq: fromSeq,
  to_seq: whole({ min: 0, max: SEQ_MAX, fallback: SEQ_MAX }, 'Only batches of this sequence number or lower.'),
});

/** What GET /api/v1/sessions/ID/steps was asked for. */
export interface StepsQuery {
  tab: string;
  known: string;
}

/** Reads the query of GET /api/v1/sessions/ID/steps. */
export const stepsQuery: z.ZodMiniType<StepsQuery> = z.object({
  tab: parameter({
    fallback: '',
    about: 'Only rows of this tab; otherwise of all.',
    expected: 'the id of a tab',
    read: (text) => (ID_PATTERN.test(text) ? text : undefined),
  }),
  known: parameter({
    fallback: '',
    about: 'The `version` of the answer that is known already: while it is the newest, the answer has no rows.',
    expected: 'the `version` of an answer',
    read: (text) => (text.length <= 64 ? text : undefined),
  }),
});

/** What GET /api/v1/sessions/ID/parts was asked for. */
export interface PartsQuery {
  tab: string;
  from_seq: number;
}

/** Reads the query of GET /api/v1/sessions/ID/parts. */
export const partsQuery: z.ZodMiniType<PartsQuery> = z.object({ tab: tabId, from_seq: fromSeq });
