/** Crockford's base32: no I, L, O and U, so that nothing sounds or looks like another (https://www.crockford.com/base32.html). */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A short code of a session that a visitor can read out on the phone: `7K2M-Q9XD`, 40 bits of a hash of the session's id. Among a million
 * sessions a code names two of them with a chance of one in a million; a search for it lists both.
 */
export function supportCode(session: string): string {
  const parts = [0x811c9dc5, 0x2f0b4a27].map((seed) => {
    let hash = seed;
    for (let n = 0; n < session.length; n++) hash = Math.imul(hash ^ session.charCodeAt(n), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15) ^ seed, 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    return [27, 22, 17, 12].map((shift) => SYMBOLS[((hash ^ (hash >>> 15)) >>> shift) & 31]).join('');
  });
  return parts.join('-');
}

/** The code that a person meant who wrote it down, in upper or lower case, with or without the hyphen, O for 0, I and L for 1. '' when it is none. */
export function readSupportCode(text: string): string {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : '';
}
