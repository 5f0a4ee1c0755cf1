/** What an answer held, or why there was none. */
export interface Told {
  /** 0: nobody answered. */
  status: number;
  type: string;
  text: string;
  /** For people, '' after an answer: `connect ECONNREFUSED 127.0.0.1:4600`. */
  fault: string;
}

/** Milliseconds for one answer: a Falter that needs longer is not well. */
const ANSWER_MS = 15_000;

/** The Falter that is looked at, over HTTP and nothing else: the way that pages and people take. */
export class Patient {
  readonly url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.url = url;
    this.#token = token;
  }

  /** Never rejects. */
  async ask(path: string, init: RequestInit = {}): Promise<Told> {
    try {
      const signal = AbortSignal.timeout(ANSWER_MS);
      const answer = await fetch(`${this.url}${path}`, { ...init, signal, redirect: 'manual' });
      const type = answer.headers.get('content-type') ?? '';
      return { status: answer.status, type, text: await answer.text(), fault: '' };
    } catch (cause) {
      return { status: 0, type: '', text: '', fault: faultOf(cause) };
    }
  }

  /** With the admin token. */
  askApi(path: string): Promise<Told> {
    return this.ask(`/api/v1${path}`, { headers: { authorization: `Bearer ${this.#token}` } });
  }
}

function faultOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'TimeoutError') return `no answer within ${ANSWER_MS / 1000} s`;
  const inner = cause.cause;
  return inner instanceof Error && inner.message ? inner.message : cause.message;
}

/** The JSON of an answer, undefined where it is none. */
export function jsonOf<T>({ text }: Told): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
