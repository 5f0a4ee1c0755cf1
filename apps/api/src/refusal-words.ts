import type { RefusalReason } from '@falter/wire';

/** What a refusal means for the owner of a site, and the one thing to do about it. */
export interface RefusalWords {
  meaning: string;
  todo: string;
}

const BROKEN = 'Update the snippet on the site. If it stays, something between page and Falter changes what is sent.';
const STRANGE = 'No snippet of ours sends this. If it comes from your own site, update the snippet there.';
const ITSELF = 'Nothing to do: the page sends it again by itself. If it lasts, look at Storing.';

/** Every reason for which a batch is not taken, in the words of the health page. */
export const REFUSAL_WORDS: Readonly<Record<RefusalReason, RefusalWords>> = {
  unknown_key: {
    meaning: 'The write key in the tag belongs to no project.',
    todo: 'Copy the tag again from Settings, Install: the key was mistyped, or retired.',
  },
  foreign_origin: {
    meaning: 'The page is on an origin that may not send for this project.',
    todo: 'If the site is yours, add its origin to the allowed origins of the project.',
  },
  wrong_secret: {
    meaning: 'A page wanted to add to a session that another browser began.',
    todo: 'Nothing, as long as there are few: the page begins a session of its own.',
  },
  empty: { meaning: 'The request held nothing.', todo: STRANGE },
  bad_envelope: { meaning: 'The first line of the batch does not say who sends it.', todo: STRANGE },
  wrong_version: {
    meaning: 'The snippet speaks another version of the format than this Falter.',
    todo: 'Load the snippet from this Falter, or update @falter/capture on the site to the same version.',
  },
  truncated: {
    meaning: 'The batch ended early: a connection broke off.',
    todo: 'Nothing, as long as there are few: the page sends it again by itself.',
  },
  not_json: { meaning: 'What should be events is no JSON.', todo: BROKEN },
  bad_event: { meaning: 'One of the events has no type or no time.', todo: BROKEN },
  too_deep: {
    meaning: 'The page nests its elements deeper than can be replayed.',
    todo: 'Mark the part of the page that nests so deep with data-falter-block.',
  },
  timeout: {
    meaning: 'The batch took too long to arrive: a slow connection.',
    todo: 'Nothing, as long as there are few: the page sends it again by itself.',
  },
  conflict: {
    meaning: 'Two pages counted their batches under the same tab.',
    todo: 'Nothing, as long as there are few: the page goes on as another tab.',
  },
  erased: {
    meaning: 'The session was erased, and its page still sent something. Nothing of it was kept.',
    todo: 'Nothing: the page stops recording that session.',
  },
  unwanted: {
    meaning: 'A style sheet, picture or font was sent that nobody had asked for.',
    todo: 'Nothing, as long as there are few: another visitor may have sent it first.',
  },
  wrong_type: { meaning: 'What was sent as a style sheet, picture or font is none.', todo: STRANGE },
  wrong_hash: { meaning: 'A style sheet, picture or font is not what it was said to be.', todo: BROKEN },
  too_large: {
    meaning: 'The batch, or the session as a whole, is larger than is taken.',
    todo: 'Mark the largest part of the page, a long table or list, with data-falter-block.',
  },
  inflates_too_far: {
    meaning: 'The batch is larger than is taken once it is unpacked.',
    todo: 'Mark the largest part of the page, a long table or list, with data-falter-block.',
  },
  event_too_large: {
    meaning: 'One event, as a rule the picture of the whole page, is larger than is taken.',
    todo: 'Mark the largest part of the page, a long table or list, with data-falter-block.',
  },
  too_many_events: {
    meaning: 'The page changes more often than can be recorded.',
    todo: 'Mark the part of the page that changes all the time with data-falter-block.',
  },
  too_many_values: {
    meaning: 'The page has more elements than can be recorded at once.',
    todo: 'Mark the largest part of the page, a long table or list, with data-falter-block.',
  },
  unsupported_encoding: {
    meaning: 'Something compressed the request on its way.',
    todo: 'Switch compression of requests off in the proxy between page and Falter.',
  },
  too_many_sessions: {
    meaning:
      'More new sessions begin than a site of any size has: somebody makes them up, or the snippet is reloaded in a loop.',
    todo: 'Look at the origins below. Make a new write key and retire this one if they are not yours.',
  },
  store_unavailable: { meaning: 'The store did not answer, or more came in than it could take.', todo: ITSELF },
  failed: {
    meaning: 'A fault of Falter itself.',
    todo: 'Look for "a batch failed" in logs/falter.log of the data directory, and report it.',
  },
};
