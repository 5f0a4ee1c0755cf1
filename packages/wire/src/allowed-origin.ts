/** Allowed origins of one project: more than any site has, few enough to compare each batch with. */
export const ORIGINS_MAX = 50;

/** What is wrong with a text as an allowed origin. */
export interface OriginFault {
  /** What is wrong and what to write, in a sentence. */
  why: string;
  /** The origin that was probably meant, where one can tell. */
  instead: string | undefined;
}

const HOW = 'Write scheme and host as browsers do, https://shop.example, with a port';

/**
 * Whether a text can stand on a project's list of allowed origins: exactly what a browser sends as Origin (`https://shop.example`,
 * `http://localhost:3000`), or that with `:*` for any port. Nothing is compared by pattern but the port, so a `*`
 * elsewhere would never match, and what never matches is a fault. Undefined: it can. `exact`: on a list whose ports are all written.
 */
export function originFault(text: string, { exact = false }: { exact?: boolean } = {}): OriginFault | undefined {
  const anyPort = text.endsWith(':*');
  if (exact && anyPort) return { why: 'Write the port: :* is not known here.', instead: undefined };
  const bare = anyPort ? text.slice(0, -2) : text;
  if (bare.includes('*')) {
    const what = exact ? 'is not known here' : 'stands for any port and for nothing else';
    const why = `A * ${what}: add each host by itself, https://shop.example.`;
    return { why, instead: undefined };
  }
  const meant = meantOrigin(bare);
  const why = `${HOW}${exact ? '' : ' or :*'} where needed.`;
  if (meant === undefined) return { why, instead: undefined };
  const port = new URL(meant).port;
  if (meant === bare && !(anyPort && port)) return undefined;
  return { why, instead: anyPort && !port ? `${meant}:*` : meant };
}

/** What one should think about twice with an allowed origin, in a sentence; undefined: nothing. */
export function originWarning(origin: string): string | undefined {
  if (/^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(origin)) {
    return 'Pages on the computer of whoever looks at them. Remove it when you are done with trying things out.';
  }
  if (origin.startsWith('http:')) return 'Not encrypted: whoever is on the way can read and change what is recorded.';
  if (origin.endsWith(':*')) return 'Every port of this host may send, whoever runs a server there.';
  return undefined;
}

/** The http(s) origin of what somebody typed or pasted: a whole URL, or a host alone. */
function meantOrigin(text: string): string | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || !URL.canParse(url)) return undefined;
  const { protocol, origin, hostname } = new URL(url);
  const known = protocol === 'https:' || protocol === 'http:';
  return known && (hostname.includes('.') || hostname.includes(':') || url === text) ? origin : undefined;
}
