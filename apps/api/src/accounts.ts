import {
  type Client,
  listApiTokens,
  listSignIns,
  listUsers,
  type StoredApiToken,
  type StoredSignIn,
  type StoredUser,
  StoreError,
} from '@falter/store';

/** Milliseconds for which what is known of accounts counts without asking again. So long another process's change takes. */
const KNOWN_MS = 2_000;

/** Everything that decides who may pass. */
export interface Known {
  /** By id. */
  users: ReadonlyMap<string, StoredUser>;
  /** By SHA-256 of the cookie. */
  signIns: ReadonlyMap<string, StoredSignIn>;
  /** By SHA-256 of the token. */
  tokens: ReadonlyMap<string, StoredApiToken>;
}

export interface Accounts {
  /**
   * What holds now: at most two seconds old, and never older than the last change made here. While the store is away, what it said
   * last: nobody can write a revocation down then, and health must be told to who is signed in. @throws StoreError
   */
  read(): Promise<Known>;
  /** Runs one change after the other, each on what the one before left: so no login is taken twice. */
  change<T>(act: (known: Known) => Promise<T>): Promise<T>;
}

/**
 * All accounts in memory, a few kB. A cookie or token that somebody made up costs no query, and what was revoked here
 * stops at once. `clock` in milliseconds; the default runs on when somebody sets the time of day.
 */
export function createAccounts(store: Client, clock: () => number = () => performance.now()): Accounts {
  let known: { until: number; answer: Promise<Known> } | undefined;
  let saidLast: Known | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function ask(): Promise<Known> {
    if (known && clock() < known.until) return known.answer;
    const asked = { until: clock() + KNOWN_MS, answer: load(store) };
    known = asked;
    asked.answer.then(
      (answer) => {
        if (known === asked) saidLast = answer;
      },
      () => {
        // What failed is asked again by the next one; who waits for this answer hears of it.
        if (known === asked) known = undefined;
      },
    );
    return asked.answer;
  }

  async function read(): Promise<Known> {
    try {
      return await ask();
    } catch (cause) {
      if (saidLast && cause instanceof StoreError && cause.code === 'unavailable') return saidLast;
      throw cause;
    }
  }

  function forget(): void {
    known = undefined;
    saidLast = undefined;
  }

  async function changeNow<T>(act: (known: Known) => Promise<T>): Promise<T> {
    forget();
    try {
      return await act(await ask());
    } finally {
      // An answer that was asked for meanwhile may be from before the change: it is not used further.
      forget();
    }
  }

  return {
    read,
    change(act) {
      const turn = last.then(() => changeNow(act));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function load(store: Client): Promise<Known> {
  const [users, signIns, tokens] = await Promise.all([listUsers(store), listSignIns(store), listApiTokens(store)]);
  return {
    users: new Map(users.map((user) => [user.id, user])),
    signIns: new Map(signIns.map((signIn) => [signIn.id, signIn])),
    tokens: new Map(tokens.map((token) => [token.hash, token])),
  };
}
