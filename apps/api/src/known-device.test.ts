import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKnownDevices } from './known-device.ts';

const devices = createKnownDevices('s'.repeat(64));

describe('a known device', () => {
  it('is known to the user that signed in on it, over a restart', () => {
    const value = devices.issue('jo');
    expect(devices.nonceOf(value, 'jo')).toMatch(/^[\w-]{22}$/);
    expect(createKnownDevices('s'.repeat(64)).nonceOf(value, 'jo')).toBe(devices.nonceOf(value, 'jo'));
    expect(devices.nonceOf(devices.issue('jo'), 'jo')).not.toBe(devices.nonceOf(value, 'jo'));
  });

  it('is a stranger to another user and under another secret', () => {
    const value = devices.issue('jo');
    expect(devices.nonceOf(value, 'ann')).toBeUndefined();
    expect(createKnownDevices('t'.repeat(64)).nonceOf(value, 'jo')).toBeUndefined();
  });

  it('cannot be made up', () => {
    const value = devices.issue('jo');
    const characters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'];
    fc.assert(
      fc.property(fc.nat(value.length - 1), fc.constantFrom(...characters), (at, character) => {
        const tampered = value.slice(0, at) + character + value.slice(at + 1);
        expect(devices.nonceOf(tampered, 'jo') !== undefined).toBe(tampered === value);
      }),
    );
    for (const text of ['', '.', `${value}x`, ` ${value}`, value.split('.')[0] ?? '']) {
      expect(devices.nonceOf(text, 'jo')).toBeUndefined();
    }
  });
});
