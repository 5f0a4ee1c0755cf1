import type { AssetMissing } from '@falter/wire';

/**
 * Why a file is not shown: why the page did not send it; or it was named and never came (`undelivered`), or the page did not
 * tell of it (`untold`): left too early, hidden from us, or not loaded by itself.
 */
export type Gap = AssetMissing | 'undelivered' | 'untold';

/** What a file was for. */
export type Use = 'picture' | 'font' | 'sheet';

/** In the words of a notice: "not kept: other origin". */
export const GAP_WORDS: Readonly<Record<Gap, string>> = {
  'cross-origin': 'other origin',
  'too-large': 'too large',
  failed: 'could not be fetched',
  type: 'unknown format',
  budget: 'more than is sent for one visit',
  ambiguous: 'several files under one address',
  undelivered: 'never arrived',
  untold: 'not sent',
};

export function isGap(value: unknown): value is Gap {
  return typeof value === 'string' && Object.hasOwn(GAP_WORDS, value);
}

export interface Missing {
  use: Use;
  gap: Gap;
  /** Tells one file from another. */
  address: string;
}

/** What is missing on a page: each file once, however often it stands there. */
export class Gaps {
  readonly #missing = new Map<string, Missing>();

  add(use: Use, address: string, gap: Gap): void {
    this.#missing.set(`${use} ${address}`, { use, gap, address });
  }

  get list(): Missing[] {
    return [...this.#missing.values()];
  }
}
