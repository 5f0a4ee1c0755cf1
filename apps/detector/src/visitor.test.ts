import { createHash } from 'node:crypto';
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
    const windows = { browser: 'Chrome 140', os: 'Windows 10', device: 'desktop', declared: [] };
    expect(readUserAgent(CHROME)).toEqual(windows);
    expect(readUserAgent(IPHONE)).toEqual({ browser: 'Safari 18', os: 'iOS 18.1', device: 'mobile', declared: [] });
  });

  it('calls itself a bot, or not', () => {
    expect(readUserAgent('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)').declared).toEqual([
      'user-agent',
    ]);
    expect(readUserAgent(CHROME.replace('Chrome/', 'HeadlessChrome/')).declared).toEqual(['user-agent']);
  });

  it('may be the one of falter doctor, which is told by its name', () => {
    expect(readUserAgent(DOCTOR_AGENT)).toEqual({
      browser: 'Falter doctor',
      os: '',
      device: 'unknown',
      declared: ['doctor'],
    });
  });

  it('may be empty or nonsense', () => {
    expect(readUserAgent('')).toEqual({ browser: '', os: '', device: 'unknown', declared: [] });
    expect(readUserAgent('\u0000 <script> {{{')).toMatchObject({ device: 'unknown' });
  });

  it('may be a television set, which nobody should take for a program', () => {
    const set =
      'Opera/9.80 (Linux mips; U; HbbTV/1.1.1 (; Humax; HD NANO; 1.00.16; 1.0; ); CE-HTML/1.0; en) Presto/2.9.167';
    expect(readUserAgent(set).declared).toEqual([]);
    expect(readUserAgent(`${set} examplebot`).declared).toEqual(['user-agent']);
  });
});

const LABELLED = '../shared/data/bots/user_agents.json';

/** User agents that others labelled; the words in visitor.ts were chosen on the ones whose hash is even, and are tried on the rest. */
describe.skipIf(!existsSync(LABELLED))(`user agents that others labelled (${LABELLED})`, () => {
  const read = () =>
    (JSON.parse(readFileSync(LABELLED, 'utf8')) as { user_agents: { ua: string; label: string }[] }).user_agents;
  const isHeldOut = ({ ua }: { ua: string }) => createHash('sha256').update(ua).digest()[0]! % 2 === 1;
  const isCalled = ({ ua }: { ua: string }) => readUserAgent(ua).declared.length > 0;

  it('are told apart, of those that were not looked at: precision .99, recall .94', () => {
    const held = read().filter(isHeldOut);
    const bots = held.filter(({ label }) => label === 'bot');
    const people = held.filter(({ label }) => label === 'human' || label === 'human-device');
    const found = bots.filter(isCalled).length;
    const wrong = people.filter(isCalled).length;
    console.info(
      `user agents: ${found} of ${bots.length} bots found, ${wrong} of ${people.length} people taken for one`,
    );
    expect(bots.length).toBeGreaterThan(800);
    expect(found / bots.length).toBeGreaterThanOrEqual(0.94);
    expect(found / (found + wrong)).toBeGreaterThanOrEqual(0.99);
  });
});
