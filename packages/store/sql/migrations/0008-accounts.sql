-- Who may sign in; the row with the highest revision counts. Secrets are kept as hashes only: a password as scrypt with
-- its salt, an invitation as SHA-256 of its 256 random bits.
CREATE TABLE IF NOT EXISTS users
(
    id String,
    revision UInt64,
    login String COMMENT 'lower case; unique among those that are not removed, which the one process that writes sees to',
    name String,
    role LowCardinality(String),
    password String COMMENT 'empty until the invitation was accepted',
    invitation String COMMENT 'SHA-256 of the code of an open invitation, in hex; empty: none',
    invitation_until DateTime64(3, 'UTC'),
    created_at DateTime64(3, 'UTC'),
    disabled Bool,
    removed Bool
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY id
SETTINGS fsync_after_insert = 1;

-- A browser that is signed in. Revision 1 is the sign-in, revision 2 its end before its time: an end is never undone.
CREATE TABLE IF NOT EXISTS sign_ins
(
    id String COMMENT 'SHA-256 of the cookie, in hex: who reads this table cannot sign in with it',
    revision UInt8,
    user String COMMENT 'empty: signed in by the admin token',
    token_hash String COMMENT 'SHA-256 of that admin token, in hex: another token ends what it bought',
    created_at DateTime64(3, 'UTC'),
    expires_at DateTime64(3, 'UTC'),
    ended Bool
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY id
TTL toDateTime(expires_at) + INTERVAL 1 DAY
SETTINGS fsync_after_insert = 1;

-- Bearer tokens of scripts. Revision 1 is the token, revision 2 its removal.
CREATE TABLE IF NOT EXISTS api_tokens
(
    id String,
    revision UInt8,
    hash String COMMENT 'SHA-256 of the token, in hex',
    name String,
    role LowCardinality(String),
    created_at DateTime64(3, 'UTC'),
    expires_at DateTime64(3, 'UTC') COMMENT 'the epoch: never',
    removed Bool
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY id
SETTINGS fsync_after_insert = 1;

-- When a token was last used. Apart from it, so that writing down a use can never bring back what was removed.
CREATE TABLE IF NOT EXISTS api_token_uses
(
    token String,
    used_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(used_at)
ORDER BY token;
