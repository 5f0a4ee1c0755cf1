import type { LossRow } from '@falter/wire';

/** Shorter ones could not be read while they play. Milliseconds. */
const SHOWN_MS = 2_500;

/** What has to be said while the frame at `at` is on the screen: of one tab, what is not recorded in full there. */
export function lossesAt(losses: readonly LossRow[], tab: string | undefined, at: number): LossRow[] {
  return losses.filter((loss) => loss.tab === tab && at >= loss.at && at <= Math.max(loss.until, loss.at + SHOWN_MS));
}

/** How long something is so, counted once where several stretches lie over each other. Milliseconds. */
export function coveredMs(losses: readonly Pick<LossRow, 'at' | 'until'>[]): number {
  let total = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { at, until } of losses.toSorted((a, b) => a.at - b.at)) {
    total += Math.max(0, until - Math.max(at, end));
    end = Math.max(end, until);
  }
  return total;
}

/** What it means for the picture. */
export const LOSS_MEANING: Readonly<Record<LossRow['kind'], string>> = {
  lost: 'The picture may be wrong until the next snapshot.',
  missing: 'The picture may be wrong until the next snapshot.',
  degraded: 'It is shown as it was every few seconds.',
};

/** As a sentence of its own. */
export function lossWords({ text }: LossRow): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
