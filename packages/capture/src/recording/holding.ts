import { EVENT_TYPE } from '@falter/wire';
import type { Line } from '../delivery/batch.ts';
import type { Sender } from '../delivery/sender.ts';
import type { Identity } from '../session/identity.ts';
import type { Presence } from '../session/presence.ts';
import { createHold } from './hold.ts';
import type { Rings } from './rings.ts';

/** What stands between the tape and the sender: whether anything may leave now. */
export interface Holding {
  add(line: Line): void;
  /** Only struggle is recorded, and nobody has struggled in this session so far. */
  readonly waits: boolean;
  /** The visitor is there. */
  wake(): void;
  /** Something happened that somebody may want to see. */
  trigger(): void;
  /** Another session, tab or page: what is held belongs to the one before. */
  restart(): void;
  /** The page goes. */
  leave(): void;
}

export interface HoldingParts {
  identity: Identity;
  sender: Sender;
  /** `when: 'struggle'`: the rings of the pages before this one; undefined: everything is sent once somebody is there. */
  rings: Rings | undefined;
  presence: Presence;
  /** Takes a full snapshot. */
  snapshot(): void;
  /** The note that introduces the page, at a time. */
  introduce(at: number): Line | undefined;
  /** What was held goes out for the first time. */
  onOpen(): void;
}

/**
 * Nothing leaves a page that nobody touched, or, if only struggle is recorded, a session in which nobody struggled. Meanwhile the last
 * two segments are held.
 */
export function createHolding(parts: HoldingParts): Holding {
  const { identity, sender, presence, rings } = parts;
  const hold = createHold(parts.snapshot);
  let isOpen = false;
  let isOpening = false;

  function release(earlier: readonly Line[]): void {
    isOpen = true;
    isOpening = false;
    presence.wake();
    const { lines, isCut } = hold.take();
    const all = isCut ? lines.flatMap(withIntroduction(parts.introduce)) : lines;
    for (const line of [...earlier, ...all]) sender.add(line);
    parts.onOpen();
  }

  function open(): void {
    if (isOpen || isOpening) return;
    isOpening = true;
    if (rings) void rings.take(identity.stream).then((earlier) => isOpening && release(earlier));
    else release([]);
  }

  return {
    add(line) {
      if (isOpen) sender.add(line);
      else hold.add(line);
    },
    get waits() {
      return rings !== undefined && !identity.wanted;
    },
    wake() {
      if (!rings || identity.wanted) open();
    },
    trigger() {
      if (rings && !identity.wanted) identity.want();
      open();
    },
    restart() {
      hold.take();
      isOpening = false;
      isOpen = !rings || identity.wanted;
      presence.wake();
    },
    leave() {
      if (isOpening) release([]);
      else if (!isOpen) rings?.keep(hold.take().lines);
    },
  };
}

/** The first segment told whose page it is; where it was let go, the first that is left tells it again. */
function withIntroduction(introduce: HoldingParts['introduce']): (line: Line) => Line[] {
  let isTold = false;
  return (line) => {
    if (isTold || line.type !== EVENT_TYPE.fullSnapshot) return [line];
    isTold = true;
    const introduction = introduce(line.at);
    return introduction ? [line, introduction] : [line];
  };
}
