/** A random id: 128 bits as decimal digits, inside wire's ID_PATTERN. Works on insecure origins, unlike randomUUID. */
export function newId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('');
}
