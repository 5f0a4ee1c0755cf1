/** A stretch of a visit that somebody says something about: a label, or what a rule flags. Epoch milliseconds. */
export interface Stretch {
  at: number;
  until: number;
  /** Path of an element as the corpus writes it; absent where the whole page is meant or nobody knows. */
  target?: string | undefined;
}

/** What became of a rule's flags on one recording, and of its labels. */
export interface Matched {
  /** Number of the label that a flag was matched with; -1: none. */
  byFlag: number[];
  /** Labels that no flag was matched with. */
  missed: number[];
}

/**
 * Whether they can be about the same moment: their times overlap, `slackMs` allowed between them, and neither target is
 * known to be another place of the page.
 */
export function meets(a: Stretch, b: Stretch, slackMs: number): boolean {
  return a.at <= b.until + slackMs && b.at <= a.until + slackMs && samePlace(a.target, b.target);
}

/** One is the other, or stands inside it: what was hit may be a word in the button that was meant. */
export function samePlace(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  return long === short || long.startsWith(`${short} > `) || long.startsWith(`${short} >>> `);
}

/**
 * Flags against labels, one to one, as many as can be: each label is found once, each flag right once (augmenting paths; the numbers are
 * small). In order of time, so that the answer does not hang on who asks.
 */
export function match(flags: readonly Stretch[], labels: readonly Stretch[], slackMs: number): Matched {
  const byLabel = new Array<number>(labels.length).fill(-1);
  const byFlag = new Array<number>(flags.length).fill(-1);
  const place = (flag: number, tried: Set<number>): boolean => {
    for (let label = 0; label < labels.length; label++) {
      if (tried.has(label) || !meets(flags[flag]!, labels[label]!, slackMs)) continue;
      tried.add(label);
      if (byLabel[label] !== -1 && !place(byLabel[label]!, tried)) continue;
      byLabel[label] = flag;
      byFlag[flag] = label;
      return true;
    }
    return false;
  };
  for (const flag of flags.keys()) place(flag, new Set());
  return { byFlag, missed: [...labels.keys()].filter((label) => byLabel[label] === -1) };
}
