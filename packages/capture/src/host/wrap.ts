import type { Undo } from './listen.ts';

/** A function that the page calls without knowing that we are there. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the page gives and gets passes through as it is
type Method = (...args: any[]) => any;

/** Does the page's call, exactly as the page made it or with other arguments, and gives or throws what it gives or throws. */
export type Call = (args?: readonly unknown[]) => unknown;

/**
 * Puts `around` about a method of `owner`. A proxy, so that name, length, properties and the text `[native code]` stay what they
 * are. Unwrapping restores what was there, unless somebody wrapped ours meanwhile; then ours stays inside theirs and does
 * nothing. What cannot be replaced (frozen, missing) stays.
 */
export function wrap<K extends string>(
  owner: Record<K, Method>,
  name: K,
  around: (call: Call, self: object, args: unknown[]) => unknown,
): Undo {
  const original = owner[name];
  const wasOwn = Object.hasOwn(owner, name);
  let active = true;
  let wrapped: Method | undefined;
  try {
    wrapped = new Proxy(original, {
      apply(target, self, args) {
        const call = (given: readonly unknown[] = args): unknown => Reflect.apply(target, self, given);
        return active ? around(call, self, args) : call();
      },
    });
    owner[name] = wrapped as Record<K, Method>[K];
  } catch {
    active = false;
  }
  return () => {
    active = false;
    if (owner[name] !== wrapped) return;
    if (wasOwn) owner[name] = original;
    else Reflect.deleteProperty(owner, name);
  };
}
