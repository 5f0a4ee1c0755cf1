import { type CspPayload, scrubUrl } from '@falter/wire';
import { readByUs } from '../assets/tell-files.ts';
import type { Guard } from '../host/guard.ts';
import { listen, type Undo } from '../host/listen.ts';
import { EXTENSION } from './errors.ts';
import { createRepeatFilter } from './repeat-filter.ts';

/** Reports what the page's own Content-Security-Policy refused, or would refuse. What an extension wanted is not the page's. */
export function watchCsp(report: (violation: CspPayload) => void, endpoint: string, guard: Guard): Undo {
  const fresh = createRepeatFilter();
  const onViolation = guard((event: Event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber, disposition } =
      event as SecurityPolicyViolationEvent;
    const isOurs = readByUs.has(blockedURI) && effectiveDirective === 'connect-src';
    if (isOurs || EXTENSION.test(sourceFile) || EXTENSION.test(blockedURI)) return;
    if (endpoint.startsWith(blockedURI || '-')) return;
    // Inline code and the like have a word in the place of an address.
    const blocked = /^[a-z-]+$/.test(blockedURI) ? blockedURI : scrubUrl(blockedURI);
    const violation = {
      directive: effectiveDirective,
      blocked,
      source: scrubUrl(sourceFile),
      line: lineNumber,
      enforced: disposition === 'enforce',
    };
    if (fresh(effectiveDirective + blocked, Date.now())) report(violation);
  });
  return listen(document, 'securitypolicyviolation', onViolation);
}
