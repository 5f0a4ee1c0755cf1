const PROTOTYPES: object[] = [Object.prototype, Array.prototype, String.prototype, Number.prototype, Boolean.prototype];

/** Prototype.js and its like give arrays and strings a toJSON that turns [1] into "[1]" inside JSON.stringify. */
function polluted(): boolean {
  return 'toJSON' in [] || 'toJSON' in String.prototype || 'toJSON' in Number.prototype;
}

/** Runs `fn` while no built-in prototype has a toJSON; the page's own are put back before anyone could notice. */
export function withoutToJson<T>(fn: () => T): T {
  if (!polluted()) return fn();
  const removed: [object, PropertyDescriptor][] = [];
  for (const prototype of PROTOTYPES) {
    const own = Object.getOwnPropertyDescriptor(prototype, 'toJSON');
    if (own && Reflect.deleteProperty(prototype, 'toJSON')) removed.push([prototype, own]);
  }
  try {
    return fn();
  } finally {
    for (const [prototype, own] of removed) Object.defineProperty(prototype, 'toJSON', own);
  }
}

/** JSON of a value as it stands, whatever the page did to the built-in prototypes. */
export function toJson(value: unknown): string {
  return withoutToJson(() => JSON.stringify(value));
}

/** Whether JSON can be trusted here. A page that replaced it with something else is not recorded at all. */
export function jsonWorks(): boolean {
  return toJson({ a: [1, { b: 'c' }], d: 'e' }) === '{"a":[1,{"b":"c"}],"d":"e"}';
}
