import { InputLog } from './inputs.ts';
import type { MirrorNode } from './mirror.ts';
import type { Reaction } from './reactions.ts';
import type { RawRequest } from './requests.ts';
import type { Subject } from './subject.ts';

/** A press, a key or anything else by which the visitor went on to something. */
export interface Action {
  at: number;
  /** Number of its event. */
  index: number;
  x: number;
  y: number;
  /** Node id of what was meant. */
  subject: number;
}

/** The pointer came over another element. */
export interface Hover {
  at: number;
  node: MirrorNode;
}

/** A click as it was read, before it is known what followed. */
export interface RawClick {
  /** `submit`: a form that was sent by Enter. */
  kind: 'click' | 'submit';
  at: number;
  pressedAt: number;
  /** Number of the press event: everything after it may be an answer. */
  index: number;
  x: number;
  y: number;
  hit: MirrorNode | null;
  subject: Subject;
  /** The field that had the focus when the pointer went down. */
  blurred: MirrorNode | null;
  /** Number of the page view. */
  view: number;
}

/** A missing part of a recording. */
export interface Loss {
  /** Time of the last event before it. */
  from: number;
  /** Number of the first event after it. */
  index: number;
}

/** A part of the page that changed too fast to be followed: it was looked at now and then. */
export interface Sampled {
  /** Node id of its root; 0 for the whole page. */
  id: number;
  /** As it hung in the page then; null where that is not known. */
  node: MirrorNode | null;
  from: number;
  until: number;
}

/** What happened in one document of a tab, in order. */
export interface Tape {
  reactions: Reaction[];
  actions: Action[];
  hovers: Hover[];
  clicks: RawClick[];
  /** Forms that were sent by Enter: what a click on their button would have been. */
  enters: RawClick[];
  /** What was typed and chosen. */
  inputs: InputLog;
  /** In the order in which they were told: by their end. */
  requests: RawRequest[];
  /** Times at which the visitor did something, and at which the document came. */
  stirs: number[];
  /** Times of all its events. */
  times: number[];
  /** Parts of the recording that are missing. */
  losses: Loss[];
  sampled: Sampled[];
  /** Times at which it said good-bye (more than one: it came back), or at which another one took its place. */
  leaves: number[];
  /** Another document of the same tab came after it. */
  followed: boolean;
  /** The document after it was come to by other ways than by anything in this one. */
  wentElsewhere: boolean;
  /** So it seems: nothing sent the visitor there, as far as the site tells of that at all. */
  perhapsElsewhere: boolean;
  /** The recorder tells when a form is sent, so that going away without a word is not sending. */
  tellsSubmits: boolean;
}

export function emptyTape(startedAt: number, tellsSubmits: boolean): Tape {
  return {
    reactions: [],
    actions: [],
    hovers: [],
    clicks: [],
    enters: [],
    inputs: new InputLog(),
    requests: [],
    stirs: [startedAt],
    times: [],
    losses: [],
    sampled: [],
    leaves: [],
    followed: false,
    wentElsewhere: false,
    perhapsElsewhere: false,
    tellsSubmits,
  };
}
