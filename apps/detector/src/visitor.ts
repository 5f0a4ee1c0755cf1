import { DOCTOR_AGENT, DOCTOR_BROWSER, IMPORT_AGENT, IMPORT_BROWSER } from '@falter/wire';
import Bowser from 'bowser';
import { isbot } from 'isbot';

export interface Visitor {
  browser: string;
  os: string;
  device: 'desktop' | 'mobile' | 'tablet' | 'unknown';
  bot: boolean;
}

const DEVICES = { desktop: 'desktop', mobile: 'mobile', tablet: 'tablet' } as const;

/** What a user agent says of browser, system and device, and whether it calls itself a bot. */
export function readUserAgent(userAgent: string): Visitor {
  if (userAgent === '') return { browser: '', os: '', device: 'unknown', bot: false };
  if (userAgent === IMPORT_AGENT) return { browser: IMPORT_BROWSER, os: '', device: 'unknown', bot: true };
  if (userAgent === DOCTOR_AGENT) return { browser: DOCTOR_BROWSER, os: '', device: 'unknown', bot: true };
  const { browser, os, platform } = Bowser.parse(userAgent);
  const kind = platform.type as keyof typeof DEVICES | undefined;
  return {
    browser: [browser.name, browser.version?.split('.')[0]].filter(Boolean).join(' '),
    os: [os.name, os.versionName ?? os.version].filter(Boolean).join(' '),
    device: (kind && DEVICES[kind]) ?? 'unknown',
    bot: isbot(userAgent),
  };
}
