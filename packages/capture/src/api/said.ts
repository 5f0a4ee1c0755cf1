import type { Tell } from '../gate/check.ts';
import type { Tape } from '../recording/tape.ts';
import type { Stream } from '../session/stream.ts';

export type Note = Parameters<Tape['note']>;

/** What the site's words reach while something is recorded. */
export interface Link {
  /** The snapshot of this page was taken, and what stands was said. */
  readonly begun: boolean;
  note(...note: Note): void;
  /** Takes a full snapshot. */
  snapshot(): void;
  /** The site says that this is worth seeing. */
  trigger(reason: 'call' | 'person'): void;
  readonly stream: Stream;
}

/**
 * How it stands with the recording, for what the site says through the API. Outlives recordings. The words come later than the first
 * recording (`words.ts`), and then add what has to be done when something begins or ends.
 */
export interface Said {
  link?: Link | undefined;
  /** Notes that were too many for a session. */
  leftOut: number;
  /** Records a session all the same that is not in the sample, or that waits for struggle; undefined where all is recorded. */
  choose?: (() => void) | undefined;
  /** How far it has come, and why not further. */
  tell: Tell;
  standing(): { state: string; why: string };
  /** A recording runs from now on. */
  attach(link: Link): void;
  /** There is something to choose now, or not any more. */
  offer(choose?: () => void): void;
  /** The words: says what waited for a recording. */
  attached?(): void;
  /** The words: the same again, where a session or a page begins. */
  repeat?(): void;
  /** The words: asks whether somebody wants to see the person who is there. */
  ask?(): void;
  /** The assets: how many were sent because they were asked for, and how many could not be. */
  assets?: { sent: number; failed: number };
  /** The assets: the store lacks these, by hash. */
  lacks?(need?: readonly string[]): void;
  /** The words: the visitor took the consent back. */
  forget?(): void;
}

/** `tell` and `standing` are the gate's: it knows before there is a recorder. */
export function createSaid({ tell, standing }: Pick<Said, 'tell' | 'standing'>): Said {
  const said: Said = {
    leftOut: 0,
    tell,
    standing,
    attach(link) {
      said.link = link;
      said.attached?.();
    },
    offer(choose) {
      said.choose = choose;
      if (choose) said.ask?.();
    },
  };
  return said;
}
