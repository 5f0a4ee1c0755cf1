import type { Client } from '@falter/store';
import { Ledger } from './ledger.ts';
import { ProjectNorms } from './norms.ts';
import { Previews } from './previews.ts';

export { type Follower, type FollowerOptions, startFollower } from './follower.ts';
export { readStoredSession } from './session-reading.ts';

/** Whoever computes what was asked for of sessions of the past, alone and without looking at what arrives. For benches. */
export function redetector(store: Client): Pick<Previews, 'slice'> {
  return new Previews({ store, ledger: new Ledger(store), norms: new ProjectNorms(store) });
}
