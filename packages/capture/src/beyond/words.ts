/*
 * What windows say to each other about a frame of another origin. Each names the origin that it speaks to, and hears only whom the project
 * lists. From `take` on all goes through the port that comes with it, which nobody else has.
 *
 *   page -> frame   {falter: 'page'}            there is a recording here
 *   frame -> page   {falter: 'frame'}           record me with you
 *   page -> frame   {falter: 'take', preset}    and the port for the frame's events, each as JSON
 *   page -> frame   'snapshot'                  on the port: from the beginning, please
 */

/** What a window may say to another one. */
export interface Word {
  falter: 'page' | 'frame' | 'take';
  preset?: string;
}

/** On the port. */
export const SNAPSHOT = 'snapshot';

/** Whether a message is this word. Looks into what another page wrote. */
export function isWord(data: unknown, word: Word['falter']): data is Word {
  return typeof data === 'object' && data !== null && (data as Partial<Word>).falter === word;
}
