import type { Me, Role } from '@falter/wire';
import { type Signal, signal } from '@preact/signals';
import { readMe } from '../api-client.ts';

/** Whether the API knows this browser. `unknown` until the first answer. */
export type SignInState = 'unknown' | 'in' | 'out';

export const signInState: Signal<SignInState> = signal('unknown');

/** Who is signed in; null while nobody is, or nobody knows. */
export const me: Signal<Me | null> = signal(null);

/** Asks who is signed in and lets in. @throws ApiError 401 when nobody is */
export async function enter(): Promise<void> {
  me.value = await readMe();
  signInState.value = 'in';
}

/** Nobody is signed in any more: the shell asks for a sign-in. */
export function leave(): void {
  me.value = null;
  signInState.value = 'out';
}

/** Whether who is signed in may watch what visitors did: all but those who see numbers. */
export function mayWatch(): boolean {
  return mayDo('product', 'support');
}

/** Whether who is signed in sees figures and findings, and no recording: asking for one would be refused, and the refusal written down. */
export function seesNumbersOnly(): boolean {
  return me.value !== null && !mayWatch();
}

/** Whether who is signed in has one of these roles; admins may always. What is hidden, the API refuses as well. */
export function mayDo(...roles: readonly Role[]): boolean {
  const role = me.value?.role;
  return role === 'admin' || (role !== undefined && roles.includes(role));
}
