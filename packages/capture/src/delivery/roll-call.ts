import type { Guard } from '../host/guard.ts';
import { listen, type Undo } from '../host/listen.ts';
import type { Store } from '../host/store.ts';

/**
 * Which streams belong to a document that lives. A question in localStorage reaches all other documents of the origin as an event, and
 * their answers come back the same way: no heartbeat, nothing while nobody asks, and unlike a lock or a channel it keeps no page out of
 * the back/forward cache. A document in there is silent, and so is a dead one: what they left can be sent.
 */
const QUESTION = '?';

/** A busy tab answers late. What is sent for a living one by mistake is sent under the same number, and stored once. */
const ANSWER_WITHIN_MS = 2_000;

/** What a stream is called in an answer. */
export function nameStream({ session, tab }: { session: string; tab: string }): string {
  return `${session} ${tab}`;
}

const item = (name: string): string => `${name}:call`;

/** Answers for this document while it is there. */
export function answerRollCall({ shared, name }: Call, own: () => string, guard: Guard): Undo {
  const onStorage = guard((event: Event) => {
    const { key, newValue } = event as StorageEvent;
    if (key === item(name) && newValue?.startsWith(QUESTION)) shared.write(item(name), own());
  });
  return listen(window, 'storage', onStorage);
}

/** Where a project's documents call each other. */
export interface Call {
  shared: Store;
  name: string;
}

/** Streams of all other documents that live. */
export function callRoll({ shared, name }: Call): Promise<Set<string>> {
  const living = new Set<string>();
  const stop = listen(window, 'storage', (event) => {
    const { key, newValue } = event as StorageEvent;
    if (key === item(name) && newValue) living.add(newValue);
  });
  // Two equal questions in a row would be no event.
  shared.write(item(name), `${QUESTION}${Math.random()}`);
  return new Promise((resolve) => {
    setTimeout(() => {
      stop();
      shared.remove(item(name));
      resolve(living);
    }, ANSWER_WITHIN_MS);
  });
}
