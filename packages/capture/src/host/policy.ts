import type { Guard } from './guard.ts';
import { listen } from './listen.ts';

/**
 * Notices that the page's Content-Security-Policy forbids the collector. To fetch that looks like a lost network, and every retry would
 * write another error into the visitor's console.
 */
export function watchPolicy(
  endpoint: string,
  forbidden: (why: string, directive: string) => void,
  guard: Guard,
): () => void {
  const { origin } = new URL(endpoint);
  const onViolation = guard((event: Event) => {
    const { blockedURI, effectiveDirective, disposition } = event as SecurityPolicyViolationEvent;
    if (effectiveDirective !== 'connect-src' || disposition !== 'enforce' || !isAt(blockedURI, origin)) return;
    forbidden(
      `the page's Content-Security-Policy forbids requests to ${origin}. Add it to connect-src.`,
      effectiveDirective,
    );
  });
  return listen(document, 'securitypolicyviolation', onViolation);
}

function isAt(uri: string, origin: string): boolean {
  return uri === origin || uri.startsWith(`${origin}/`);
}
