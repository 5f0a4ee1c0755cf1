import { type PersonPayload, PLUGIN, type Traits } from '@falter/wire';
import type { Tell } from '../gate/check.ts';
import type { Tape } from '../recording/tape.ts';
import type { Stream } from '../session/stream.ts';

type Note = Parameters<Tape['note']>;

/** What the site's words reach while something is recorded. */
export interface Link {
  note(...note: Note): void;
  /** The site says that this is worth seeing. */
  trigger(reason: 'call' | 'person'): void;
  readonly stream: Stream;
}

/** Words that wait for a recording. */
const WAITING_MAX = 100;

/**
 * What the site says through the API, and how it stands with the recording. Outlives recordings: what was said before one begins is
 * noted when it does, and who is there is said again in every session and page that begins.
 */
export interface Said {
  person?: PersonPayload | undefined;
  attributes: Traits;
  link?: Link | undefined;
  /** Notes that were too many for a session. */
  leftOut: number;
  /** Records a session all the same that is not in the sample, or that waits for struggle; undefined where all is recorded. */
  choose?: (() => void) | undefined;
  /** Asks whether somebody wants to see the person who is there. */
  ask?: () => void;
  /** How far it has come, and why not further. */
  tell: Tell;
  standing(): { state: string; why: string };
  note(...note: Note): void;
  /** A recording runs from now on. */
  attach(link: Link): void;
  /** The same again, where a session or a page begins. */
  repeat(): void;
  /** There is something to choose now, or not any more. */
  offer(choose?: () => void): void;
  /** The visitor took the consent back. */
  forget(): void;
}

/** `tell` and `standing` are the gate's: it knows before there is a recorder. */
export function createSaid({ tell, standing }: Pick<Said, 'tell' | 'standing'>): Said {
  let waiting: Note[] = [];
  const said: Said = {
    attributes: {},
    leftOut: 0,
    tell,
    standing,
    note(...note) {
      if (said.link) said.link.note(...note);
      else if (waiting.length < WAITING_MAX) waiting.push(note);
    },
    attach(link) {
      said.link = link;
      for (const note of waiting) link.note(...note);
      waiting = [];
    },
    repeat() {
      const { person, attributes } = said;
      if (person) said.link?.note(PLUGIN.person, person);
      if (Object.keys(attributes).length > 0) said.link?.note(PLUGIN.attributes, { attributes });
    },
    offer(choose) {
      said.choose = choose;
      if (choose) said.ask?.();
    },
    forget() {
      said.person = undefined;
      said.attributes = {};
      waiting = [];
    },
  };
  return said;
}
