import type {
  ApiToken,
  ApiTokenList,
  Invitation,
  Invited,
  Me,
  NewApiToken,
  Role,
  SetUpState,
  User,
  UserList,
} from '@falter/wire';
import { loginProblem } from '@falter/wire';
import * as z from 'zod/mini';
import { isPlainName } from './plain-name.ts';
import { named, role } from './schemas.ts';

// As in schemas.ts: the types of the wire are the truth, these describe them.

const time = z.iso.datetime();

const user: z.ZodMiniType<User> = named(
  'User',
  z.strictObject({
    id: z.string(),
    login: z.string(),
    name: z.string(),
    role,
    createdAt: time,
    disabled: z.boolean(),
    active: z.boolean(),
    invitedUntil: z.nullable(time),
  }),
);

export const userList: z.ZodMiniType<UserList> = named('UserList', z.strictObject({ users: z.array(user) }));

export const oneUser: z.ZodMiniType<User> = user;

export const invitation: z.ZodMiniType<Invitation> = named('Invitation', z.strictObject({ user, code: z.string() }));

export const setUpState: z.ZodMiniType<SetUpState> = named('SetUpState', z.strictObject({ needed: z.boolean() }));

export const invited: z.ZodMiniType<Invited> = named(
  'Invited',
  z.strictObject({ login: z.string(), name: z.string(), role }),
);

export const me: z.ZodMiniType<Me> = named(
  'Me',
  z.strictObject({
    kind: z.enum(['admin-token', 'user', 'api-token']),
    id: z.string(),
    login: z.string(),
    name: z.string(),
    role,
  }),
);

const apiToken: z.ZodMiniType<ApiToken> = named(
  'ApiToken',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    role,
    createdAt: time,
    lastUsedAt: z.nullable(time),
    expiresAt: z.nullable(time),
  }),
);

export const apiTokenList: z.ZodMiniType<ApiTokenList> = named(
  'ApiTokenList',
  z.strictObject({ tokens: z.array(apiToken) }),
);

export const newApiToken: z.ZodMiniType<NewApiToken> = named(
  'NewApiToken',
  z.strictObject({ token: apiToken, secret: z.string() }),
);

const text = (expected: string) => z.string({ error: `expected ${expected}` });
const code = text('the code of the link').check(z.minLength(1, 'expected the code of the link'));
const password = text('a password');
const login = text('an e-mail address or a short name').check(
  z.trim(),
  z.toLowerCase(),
  z.normalize('NFKC'),
  z.refine(
    (value) => loginProblem(value) === '',
    'expected an e-mail address or a short name, 1 to 100 characters, no spaces',
  ),
);
const name = text('1 to 100 characters').check(
  z.trim(),
  z.refine((value) => value !== '' && value.length <= 100, 'expected 1 to 100 characters'),
  z.refine((value) => value === '' || isPlainName(value), 'expected a name in plain characters, on one line'),
);

/** The bodies of the routes of accounts. */
export const bodies: {
  signIn: z.ZodMiniType<{ token: string } | { login: string; password: string }>;
  signOut: z.ZodMiniType<{ everywhere?: boolean | undefined }>;
  code: z.ZodMiniType<{ code: string }>;
  setUp: z.ZodMiniType<{ code: string; login: string; name: string; password: string }>;
  acceptInvitation: z.ZodMiniType<{ code: string; password: string }>;
  newUser: z.ZodMiniType<{ login: string; name: string; role: Role }>;
  changeUser: z.ZodMiniType<{ name?: string | undefined; role?: Role | undefined; disabled?: boolean | undefined }>;
  changePassword: z.ZodMiniType<{ current: string; password: string }>;
  newToken: z.ZodMiniType<{ name: string; role: Role; expiresAt: string | null }>;
} = {
  signIn: z.union(
    [
      z.strictObject({ token: z.string().check(z.minLength(1)) }),
      z.strictObject({ login: z.string().check(z.minLength(1)), password: z.string().check(z.minLength(1)) }),
    ],
    { error: 'expected {"login": "...", "password": "..."} or {"token": "..."}' },
  ),
  signOut: z.strictObject({ everywhere: z.optional(z.boolean()) }),
  code: z.strictObject({ code }),
  setUp: z.strictObject({ code, login, name, password }),
  acceptInvitation: z.strictObject({ code, password }),
  newUser: z.strictObject({ login, name, role }),
  changeUser: z.strictObject({ name: z.optional(name), role: z.optional(role), disabled: z.optional(z.boolean()) }),
  changePassword: z.strictObject({ current: password, password }),
  newToken: z.strictObject({
    name,
    role,
    expiresAt: z.nullable(z.iso.datetime({ error: 'expected a time, ISO 8601 in UTC' })),
  }),
};
