import { PERSON_MAX_CHARS, PLUGIN, RELEASE_MAX_CHARS, supportCode, TRACK_MAX_CHARS } from '@falter/wire';
import { attempt } from '../host/guard.ts';
import type { Site } from '../recording/recording.ts';
import type { Falter } from '../start.ts';
import { isWished } from './person-wish.ts';
import { readText, readTraits, readValue } from './traits.ts';

/** What a site can say, beside whether it is recorded. */
export type Words = Pick<
  Falter,
  'identify' | 'setAttributes' | 'track' | 'mark' | 'release' | 'record' | 'sessionUrl' | 'supportCode' | 'diagnostics'
>;

/** What they are about. */
type Subject = Pick<Site, 'said' | 'endpoint' | 'key' | 'release' | 'send'>;

/** The words of the API for one page. None of them throws; what cannot be kept is left out with one line in the console. */
export function createWords(site: Subject): Words {
  const { said } = site;
  said.ask = () => void askForWish(site);
  const session = (): string => said.link?.stream.session ?? '';
  const words: Words = {
    identify(person, traits) {
      const id = person === null ? '' : readText('identify: person', person, PERSON_MAX_CHARS);
      if (id === '' && person !== null) return;
      const isSame = id === said.person?.id;
      said.person = { id, traits: readTraits('identify', traits, isSame ? said.person?.traits : {}) };
      said.link?.note(PLUGIN.person, said.person);
      if (id && !isSame) said.ask?.();
    },
    setAttributes(attributes) {
      said.attributes = readTraits('setAttributes', attributes, said.attributes);
      said.link?.note(PLUGIN.attributes, { attributes: said.attributes });
    },
    track(name, value) {
      const text = readText('track: name', name, TRACK_MAX_CHARS);
      const read = value === undefined ? null : (readValue('track: value', value) ?? null);
      if (text) said.note(PLUGIN.track, { name: text, value: read });
    },
    mark(step) {
      const text = readText('mark: step', step, TRACK_MAX_CHARS);
      if (text) said.note(PLUGIN.mark, { step: text });
    },
    release(name) {
      site.release = readText('release', name, RELEASE_MAX_CHARS) || site.release;
    },
    record: () => said.link?.trigger('call'),
    sessionUrl: () => session() && `${site.endpoint}/sessions/${session()}?time=${Date.now()}`,
    supportCode: () => session() && supportCode(session()),
    diagnostics() {
      const { link } = said;
      const { seq = 0, dropped = 0, faults = 0 } = link?.stream ?? {};
      return { ...said.standing(), session: session(), batches: seq, dropped, leftOut: said.leftOut, faults };
    },
  };
  for (const [name, word] of Object.entries(words) as [keyof Words, (...args: unknown[]) => unknown][]) {
    const otherwise = /Url|Code/.test(name) ? '' : undefined;
    Object.assign(words, { [name]: (...args: unknown[]) => attempt(() => word(...args), otherwise) });
  }
  return words;
}

/** Only where not every session is recorded there is something to ask. */
async function askForWish(subject: Subject): Promise<void> {
  const { said } = subject;
  const { choose, person } = said;
  if (!choose || !person?.id) return;
  if ((await isWished(subject, person.id)) && said.choose === choose) choose();
}
