import {
  PERSON_MAX_CHARS,
  type PersonPayload,
  PLUGIN,
  RELEASE_MAX_CHARS,
  supportCode,
  TRACK_MAX_CHARS,
  type Traits,
} from '@falter/wire';
import { attempt } from '../host/guard.ts';
import type { Site } from '../recording/recording.ts';
import type { Falter } from '../start.ts';
import { isWished } from './person-wish.ts';
import type { Link, Note, Said } from './said.ts';
import { readText, readTraits, readValue } from './traits.ts';

/** What a site can say, beside whether it is recorded. */
export type Words = Pick<
  Falter,
  'identify' | 'setAttributes' | 'track' | 'mark' | 'release' | 'record' | 'sessionUrl' | 'supportCode' | 'diagnostics'
>;

/** What they are about. */
type Subject = Pick<Site, 'said' | 'endpoint' | 'key' | 'project' | 'release' | 'send'>;

/** Words that wait for a recording. */
const WAITING_MAX = 100;

/** What stands until it is said otherwise: it is said again in every session and page that begins. */
interface Standing {
  person?: PersonPayload | undefined;
  attributes: Traits;
}

/** The words of the API for one page. None of them throws; what cannot be kept is left out with one line in the console. */
export function createWords(site: Subject): Words {
  const { said } = site;
  const standing: Standing = { attributes: {} };
  const say = attend(site, standing);
  const session = (): string => said.link?.stream.session ?? '';
  /** Where the page has not begun, all that stands is said when it does. */
  const sayStanding = (...note: Note): void => {
    if (said.link?.begun) said.link.note(...note);
  };
  const words: Words = {
    identify(person, traits) {
      const id = person === null ? '' : readText('identify: person', person, PERSON_MAX_CHARS);
      if (id === '' && person !== null) return;
      const isSame = id === standing.person?.id;
      standing.person = { id, traits: readTraits('identify', traits, isSame ? standing.person?.traits : {}) };
      sayStanding(PLUGIN.person, standing.person);
      if (id && !isSame) said.ask?.();
    },
    setAttributes(attributes) {
      standing.attributes = readTraits('setAttributes', attributes, standing.attributes);
      sayStanding(PLUGIN.attributes, { attributes: standing.attributes });
    },
    track(name, value) {
      const text = readText('track: name', name, TRACK_MAX_CHARS);
      const read = value === undefined ? null : (readValue('track: value', value) ?? null);
      if (text) say((link) => link.note(PLUGIN.track, { name: text, value: read }));
    },
    mark(step) {
      const text = readText('mark: step', step, TRACK_MAX_CHARS);
      if (text) say((link) => link.note(PLUGIN.mark, { step: text }));
    },
    release(name) {
      site.release = readText('release', name, RELEASE_MAX_CHARS) || site.release;
    },
    record: () => say((link) => link.trigger('call')),
    sessionUrl() {
      const project = site.project ? `project=${encodeURIComponent(site.project)}&` : '';
      return session() && `${site.endpoint}/sessions/${session()}?${project}time=${Date.now()}`;
    },
    supportCode: () => session() && supportCode(session()),
    diagnostics() {
      const { seq = 0, dropped = 0, faults = 0 } = said.link?.stream ?? {};
      const { leftOut, assets = { sent: 0, failed: 0 } } = said;
      return { ...said.standing(), session: session(), batches: seq, dropped, leftOut, faults, assets };
    },
  };
  for (const [name, word] of Object.entries(words) as [keyof Words, (...args: unknown[]) => unknown][]) {
    const otherwise = /Url|Code/.test(name) ? '' : undefined;
    Object.assign(words, { [name]: (...args: unknown[]) => attempt(() => word(...args), otherwise) });
  }
  return words;
}

/** Hears what becomes of the recording. Gives what says something to it: at once, or when one begins. */
function attend(subject: Subject, standing: Standing): (word: (link: Link) => void) => void {
  const { said } = subject;
  let waiting: ((link: Link) => void)[] = [];
  Object.assign(said, {
    attached() {
      for (const word of waiting.splice(0)) word(said.link as Link);
    },
    repeat() {
      const { person, attributes } = standing;
      if (person) said.link?.note(PLUGIN.person, person);
      if (Object.keys(attributes).length > 0) said.link?.note(PLUGIN.attributes, { attributes });
    },
    ask: () => void askForWish(subject, standing),
    forget() {
      standing.person = undefined;
      standing.attributes = {};
      waiting = [];
    },
  } satisfies Partial<Said>);
  return (word) => {
    if (said.link) word(said.link);
    else if (waiting.length < WAITING_MAX) waiting.push(word);
  };
}

/** Only where not every session is recorded there is something to ask. */
async function askForWish(subject: Subject, { person }: Standing): Promise<void> {
  const { said } = subject;
  const { choose } = said;
  if (!choose || !person?.id) return;
  if ((await isWished(subject, person.id)) && said.choose === choose) choose();
}
