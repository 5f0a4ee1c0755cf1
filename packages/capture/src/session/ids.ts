const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';

/** A random id of 22 characters (132 bits), inside wire's ID_PATTERN. Works on insecure origins, unlike randomUUID. */
export function newId(): string {
  let id = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(22))) id += ALPHABET[byte & 63];
  return id;
}
