/** How much of a page may leave, as the site's tag says it. */
export type Preset = 'default' | 'strict' | 'open';

/** Who may see it: nobody; everybody but with `strict` (what the visitor reads); with `open` alone (what a pattern finds). */
export const STAYS = { never: [], read: ['default', 'open'], pattern: ['open'] } as const;

export type Secrecy = keyof typeof STAYS;

/** A place for a secret: what it is called, who may see it, and what is written there for a secret word. */
export type Place<Written> = readonly [position: string, secrecy: Secrecy, write: Written];

/** Secrets that patterns know, each with its own number inside. */
export const LIKE = {
  address: (canary: string): string => `${canary}@mail.example`,
  token: (canary: string): string => `eyJhbGciOiJIUzI1NiJ9.${canary}.dBjftJeZ4CVPmB92K27uhbUJU1p1r`,
  key: (canary: string): string => `sk_live_${canary}${'a'.repeat(16)}`,
} as const;
