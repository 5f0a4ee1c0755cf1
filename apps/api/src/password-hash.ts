import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * 32 MiB and about a third of a second of one core. N=2^15, r=8, p=3 is one of the equivalent minimum settings of the
 * OWASP Password Storage Cheat Sheet (2025); of those it is the one that a small server can do twice at once.
 */
const COST = { log2N: 15, r: 8, p: 3 };

/** Hashes at once: each takes memory and a thread of the four that also read files. Further ones wait for their turn. */
const AT_ONCE = 2;

const SALT_BYTES = 16;
const HASH_BYTES = 32;

let running = 0;
const waiting: (() => void)[] = [];

/** A password as it is kept: `scrypt$15$8$3$SALT$HASH`, so that the cost can be raised without losing anybody. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST);
  return ['scrypt', COST.log2N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether a password is the one of a stored hash. Without a hash ('') it takes as long, and the answer is no. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, log2N, r, p, salt = '', hash = ''] = stored.split('$');
  const known = log2N !== undefined;
  const cost = known ? { log2N: Number(log2N), r: Number(r), p: Number(p) } : COST;
  const found = await derive(password, known ? Buffer.from(salt, 'base64url') : randomBytes(SALT_BYTES), cost);
  const expected = known ? Buffer.from(hash, 'base64url') : randomBytes(HASH_BYTES);
  return found.length === expected.length && timingSafeEqual(found, expected) && known;
}

async function derive(password: string, salt: Buffer, { log2N, r, p }: typeof COST): Promise<Buffer> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    // One spelling, whatever the keyboard composed (NIST SP 800-63B asks for NFKC or NFKD).
    const text = password.normalize('NFKC');
    const options = { N: 2 ** log2N, r, p, maxmem: 128 * 2 ** log2N * r * 2 };
    return await run(text, salt, options);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function run(text: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, HASH_BYTES, options, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
