import type { Role } from './project.ts';

/** A person who may sign in. Times are ISO 8601 in UTC. */
export interface User {
  id: string;
  /** What one signs in with: an e-mail address or a short name, lower case. */
  login: string;
  name: string;
  role: Role;
  createdAt: string;
  /** Kept, but may not sign in. */
  disabled: boolean;
  /** Has set a password, so can sign in; false between the invitation and that. */
  active: boolean;
  /** Until when an open invitation can be used; null where there is none. */
  invitedUntil: string | null;
}

/** GET /api/v1/users. */
export interface UserList {
  users: User[];
}

/** GET /api/v1/set-up: whether there is nobody yet who could sign in by password. */
export interface SetUpState {
  needed: boolean;
}

/** POST /api/v1/users, POST /api/v1/users/ID/invitation: the code is shown once and leads to `/invitation?code=CODE`. */
export interface Invitation {
  user: User;
  code: string;
}

/** POST /api/v1/invitation: who is invited by a code. */
export interface Invited {
  login: string;
  name: string;
  role: Role;
}

/** GET /api/v1/me: who is asking. */
export interface Me {
  /** The admin token is nobody in particular: automation, or the owner of the machine. */
  kind: 'admin-token' | 'user' | 'api-token';
  /** Of the user or the API token; '' for the admin token. */
  id: string;
  /** What a user signs in with; '' for tokens. */
  login: string;
  name: string;
  role: Role;
}

/** A token for a script, which acts with its role. Times are ISO 8601 in UTC. */
export interface ApiToken {
  id: string;
  name: string;
  role: Role;
  createdAt: string;
  /** To the minute; null: never. */
  lastUsedAt: string | null;
  /** null: never. */
  expiresAt: string | null;
}

/** GET /api/v1/tokens. */
export interface ApiTokenList {
  tokens: ApiToken[];
}

/** POST /api/v1/tokens: the secret is shown once. */
export interface NewApiToken {
  token: ApiToken;
  secret: string;
}

/** Characters of a password: at least as many as OWASP ASVS 4.0.3 asks for (2.1.1); at most, so that hashing stays bounded. */
export const PASSWORD_MIN_CHARS = 12;
export const PASSWORD_MAX_CHARS = 200;

/** Different characters that a password has at least: refuses rows of one key, and no phrase. */
const DIFFERENT_CHARS_MIN = 5;

/**
 * What is wrong with a password, as a sentence for who chooses it; '' when nothing is. Rules of composition (a digit, a
 * capital) are left out on purpose: they make passwords worse (NIST SP 800-63B). Both ends ask here, so the form and the
 * server agree.
 */
export function passwordProblem(password: string, login: string): string {
  const characters = [...password.normalize('NFKC')];
  const missing = PASSWORD_MIN_CHARS - characters.length;
  if (missing > 0) return `At least ${PASSWORD_MIN_CHARS} characters: ${missing} more.`;
  if (characters.length > PASSWORD_MAX_CHARS) return `At most ${PASSWORD_MAX_CHARS} characters.`;
  if (new Set(characters).size < DIFFERENT_CHARS_MIN)
    return 'Too few different characters. A few words make a good one.';
  const name = login.toLowerCase().split('@')[0] ?? '';
  const rest = password
    .toLowerCase()
    .replaceAll(login.toLowerCase() || '\0', '')
    .replaceAll(name || '\0', '');
  if (rest.length < password.length && [...rest].length < PASSWORD_MIN_CHARS / 2) {
    return 'This is little more than the login. Add a few words.';
  }
  return '';
}

/** What is wrong with a login, as a sentence; '' when nothing is. */
export function loginProblem(login: string): string {
  const text = login.trim();
  if (text === '') return 'Your e-mail address, or a short name.';
  if (/[\s\p{C}]/u.test(text)) return 'Without spaces.';
  if ([...text].length > 100) return 'At most 100 characters.';
  return '';
}
