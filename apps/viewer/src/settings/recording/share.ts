/** 0.25 as 25; without the digits that only computers see. */
export function percent(share: number): string {
  return String(Number((share * 100).toFixed(6)));
}

/** What somebody typed as a share of 1, undefined when it is none. */
export function shareOf(text: string): number | undefined {
  const number = /^\d{1,3}(?:\.\d{1,6})?$/.test(text.trim()) ? Number(text) : Number.NaN;
  return number <= 100 ? Number((number / 100).toFixed(8)) : undefined;
}
