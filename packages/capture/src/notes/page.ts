import { type PagePayload, scrubUrl } from '@falter/wire';
import { createStates, PLAIN } from '../privacy/marks.ts';
import { hide } from '../privacy/preset.ts';

const TITLE_MAX_CHARS = 300;

/** What is said once about a document, right after its first snapshot. */
export function describePage(page: string): PagePayload {
  const title = document.querySelector('head > title');
  const marked = title !== null && createStates()(title) !== PLAIN;
  return {
    page,
    url: scrubUrl(location.href),
    referrer: scrubUrl(document.referrer),
    title: marked ? hide(document.title) : document.title.slice(0, TITLE_MAX_CHARS),
    language: navigator.language || '',
    viewport: { width: innerWidth, height: innerHeight },
    touch: navigator.maxTouchPoints > 0,
    automated: navigator.webdriver === true,
  };
}
