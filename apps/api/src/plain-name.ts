/**
 * Whether a name can be read on one line by people and in terminals: something of it is visible, and nothing moves the cursor or
 * turns the text around. Joiners stay: Persian is written with them, and families of emoji.
 */
export function isPlainName(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) && !/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text);
}
