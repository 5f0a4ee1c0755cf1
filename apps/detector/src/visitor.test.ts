import { existsSync, readFileSync } from 'node:fs';
import { DOCTOR_AGENT } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { readUserAgent } from './visitor.ts';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

describe('a user agent', () => {
  it('tells browser, system and device', () => {
    const windows = { browser: 'Chrome 140', os: 'Windows 10', device: 'desktop', bot: false };
    expect(readUserAgent(CHROME)).toEqual(windows);
    expect(readUserAgent(IPHONE)).toEqual({ browser: 'Safari 18', os: 'iOS 18.1', device: 'mobile', bot: false });
  });

  it('calls itself a bot, or not', () => {
    expect(readUserAgent('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)').bot).toBe(true);
    expect(readUserAgent(CHROME.replace('Chrome/', 'HeadlessChrome/')).bot).toBe(true);
  });

  it('may be the one of falter doctor, which is told by its name', () => {
    expect(readUserAgent(DOCTOR_AGENT)).toEqual({ browser: 'Falter doctor', os: '', device: 'unknown', bot: true });
  });

  it('may be empty or nonsense', () => {
    expect(readUserAgent('')).toEqual({ browser: '', os: '', device: 'unknown', bot: false });
    expect(readUserAgent('\u0000 <script> {{{')).toMatchObject({ device: 'unknown' });
  });

  const LABELLED = '../shared/data/bots/user_agents.json';
  it.skipIf(!existsSync(LABELLED))(`of thousands that others labelled is read without a crash (${LABELLED})`, () => {
    const text = readFileSync(LABELLED, 'utf8');
    const agents = [...text.matchAll(/"(?:ua|user_agent|userAgent)":\s*("(?:[^"\\]|\\.)*")/g)].map(([, ua]) =>
      JSON.parse(ua as string),
    );
    expect(agents.length).toBeGreaterThan(1000);
    for (const agent of agents) expect(() => readUserAgent(agent)).not.toThrow();
  });
});
