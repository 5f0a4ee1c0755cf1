import type { Estimate } from '@falter/wire';

/** 97.5 % quantile of the standard normal distribution: two-sided 95 % intervals. */
const Z = 1.959_963_984_540_054;

/** `count` of `of`. */
export interface Proportion {
  count: number;
  of: number;
}

/**
 * A share with its 95 % interval after Wilson, without continuity correction: method 3 in R. G. Newcombe, "Two-sided
 * confidence intervals for the single proportion: comparison of seven methods", Statistics in Medicine 17 (1998),
 * 857-872. It stays within 0 and 1 and means something for few sessions and for none found, where the textbook's
 * interval does not. Null where there is nothing to be a share of, or more was found than there was.
 */
export function shareOf({ count, of }: Proportion): Estimate | null {
  if (of <= 0 || count > of) return null;
  const value = count / of;
  const z2 = Z * Z;
  const middle = (count + z2 / 2) / (of + z2);
  const half = (Z * Math.sqrt((count * (of - count)) / of + z2 / 4)) / (of + z2);
  // Rounding must not push an end over the value, nor over 0 or 1.
  return { value, low: count === 0 ? 0 : middle - half, high: count === of ? 1 : middle + half };
}

/**
 * How much larger the first share is than the second, with the 95 % interval of the difference after Newcombe: method 10
 * in R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 * methods", Statistics in Medicine 17 (1998), 873-890. It joins the two Wilson intervals. Null where one share is not there.
 */
export function changeOf(now: Estimate | null, before: Estimate | null): Estimate | null {
  if (!now || !before) return null;
  const value = now.value - before.value;
  const down = Math.hypot(now.value - now.low, before.high - before.value);
  const up = Math.hypot(now.high - now.value, before.value - before.low);
  return { value, low: value - down, high: value + up };
}
