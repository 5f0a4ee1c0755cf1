import { type Signal, signal } from '@preact/signals';

/** Whether the API knows this browser. `unknown` until the first answer. */
export type SignInState = 'unknown' | 'in' | 'out';

export const signInState: Signal<SignInState> = signal('unknown');
