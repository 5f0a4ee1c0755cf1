import { describe, expect, it } from 'vitest';
import { DEFAULT_SITE_SETTINGS, settingsPath, wholeSettings } from './site-settings.ts';

describe('the settings of a site', () => {
  it('that were written down before there were more of them are whole', () => {
    expect(wholeSettings({})).toEqual(DEFAULT_SITE_SETTINGS);
    expect(wholeSettings({ gpc: true, sample: 0 })).toEqual({ ...DEFAULT_SITE_SETTINGS, gpc: true, sample: 0 });
  });

  it.each([
    ['fk_7mQ2vXc9LtR4', '/v1/settings?key=fk_7mQ2vXc9LtR4'],
    ['a key&x=1#2', '/v1/settings?key=a%20key%26x%3D1%232'],
  ])('of %j are at %s', (key, path) => expect(settingsPath(key)).toBe(path));
});
