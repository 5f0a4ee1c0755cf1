import type { Later } from '../extras/later.ts';
import type { Guard } from '../host/guard.ts';
import type { Undo } from '../host/listen.ts';
import type { Store } from '../host/store.ts';
import type { Identity } from '../session/identity.ts';
import type { Presence } from '../session/presence.ts';
import type { Sender as Party } from './batch.ts';
import type { Own } from './recovery.ts';
import { answerRollCall, nameStream } from './roll-call.ts';
import { type Consequences, createSender, type Sender } from './sender.ts';
import { openShelf, type Shelf } from './shelf.ts';
import type { Transport } from './transport.ts';
import { createWriteAhead } from './write-ahead.ts';

/** A page that never rests sends for those before it all the same, this much later, in milliseconds. */
const IDLE_TIMEOUT_MS = 2_000;

/** Who sends, by which way, and what keeps what could not be sent. */
export interface DeliveryParts {
  party: Party;
  transport: Transport;
  identity: Identity;
  /** The store that all tabs share, and the name under which everything on the device stands. */
  shared: Store;
  name: string;
  guard: Guard;
  presence: Presence;
  consequences: Consequences;
  later: Later;
}

export interface Delivery {
  sender: Sender;
  shelf: Shelf;
  /** Sends, once, what documents that are gone have left. */
  recover(): void;
  /** Says no more that this document lives. */
  stop: Undo;
}

export function openDelivery(parts: DeliveryParts): Delivery {
  const { party, transport, identity, name, shared, guard, presence, consequences } = parts;
  const shelf = openShelf(name);
  const ahead = createWriteAhead(shelf, party.release);
  const sender = createSender(party, { transport, ahead, isAwake: presence.isAwake }, consequences);
  let isOver = false;
  let hasRecovered = false;
  const stopAnswering = answerRollCall({ shared, name }, () => nameStream(identity.stream), guard);

  function idle(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      setTimeout(() => {
        const go = (): void => resolve(!isOver && identity.present);
        // Safari has none.
        if ('requestIdleCallback' in window) requestIdleCallback(go, { timeout: IDLE_TIMEOUT_MS });
        else go();
      }, ms);
    });
  }

  return {
    sender,
    shelf,
    recover() {
      if (hasRecovered) return;
      hasRecovered = true;
      const own = (): Own => ({ ...identity.stream, first: identity.first });
      parts.later(({ callRoll, recover }) => {
        const living = (): Promise<Set<string>> => callRoll({ shared, name });
        recover({ shelf, key: party.key, transport, own, living, idle }).catch(consequences.onFault);
      });
    },
    stop() {
      isOver = true;
      stopAnswering();
    },
  };
}
