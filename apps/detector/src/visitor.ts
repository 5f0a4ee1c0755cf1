import { type BotReason, DOCTOR_AGENT, DOCTOR_BROWSER, IMPORT_AGENT, IMPORT_BROWSER } from '@falter/wire';
import Bowser from 'bowser';
import { isbot } from 'isbot';

export interface Visitor {
  browser: string;
  os: string;
  device: 'desktop' | 'mobile' | 'tablet' | 'unknown';
  /** What it calls itself that is no visitor; empty for a browser. */
  declared: BotReason[];
}

const DEVICES = { desktop: 'desktop', mobile: 'mobile', tablet: 'tablet' } as const;

/**
 * Browsers of people that isbot takes for programs: television sets, the halves of browsers that telephones send, frames of old ones.
 * Found on one half of a public list, tried on the other (`visitor.test.ts`).
 */
const PEOPLE =
  /HbbTV|CE-HTML|NETRANGEMMH|pr\(UCBrowser|\bFBAN\/FBIOS|SogouM|chromeframe|RokuOS|CFNetwork|AppleTV|Linux; U; Android|Build\/|server-bag|nook browser/i;
/** Words by which a program in such a browser gives itself away. */
const PROGRAMS = /bot\b|crawl|spider|headless|preview|fetch|monitor/i;

function isProgram(userAgent: string): boolean {
  return isbot(userAgent) && (!PEOPLE.test(userAgent) || PROGRAMS.test(userAgent));
}

/** What a user agent says of browser, system and device, and whether it calls itself a bot. */
export function readUserAgent(userAgent: string): Visitor {
  if (userAgent === '') return { browser: '', os: '', device: 'unknown', declared: [] };
  if (userAgent === IMPORT_AGENT) return { browser: IMPORT_BROWSER, os: '', device: 'unknown', declared: ['imported'] };
  if (userAgent === DOCTOR_AGENT) return { browser: DOCTOR_BROWSER, os: '', device: 'unknown', declared: ['doctor'] };
  const { browser, os, platform } = Bowser.parse(userAgent);
  const kind = platform.type as keyof typeof DEVICES | undefined;
  return {
    browser: [browser.name, browser.version?.split('.')[0]].filter(Boolean).join(' '),
    os: [os.name, os.versionName ?? os.version].filter(Boolean).join(' '),
    device: (kind && DEVICES[kind]) ?? 'unknown',
    declared: isProgram(userAgent) ? ['user-agent'] : [],
  };
}
