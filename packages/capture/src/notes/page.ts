import { type PagePayload, scrubUrl } from '@falter/wire';
import { hide, MASKED } from '../privacy/mask-rules.ts';

const TITLE_MAX_CHARS = 300;

/** What is said once about a document, right after its first snapshot. */
export function describePage(page: string): PagePayload {
  const masked = document.querySelector('head > title')?.closest(`${MASKED},[data-falter-block]`);
  return {
    page,
    url: scrubUrl(location.href),
    referrer: scrubUrl(document.referrer),
    title: masked ? hide(document.title) : document.title.slice(0, TITLE_MAX_CHARS),
    language: navigator.language || '',
    viewport: { width: innerWidth, height: innerHeight },
    touch: navigator.maxTouchPoints > 0,
    automated: navigator.webdriver === true,
  };
}
