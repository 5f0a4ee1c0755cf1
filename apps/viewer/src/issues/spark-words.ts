/** `12 sessions, most of them lately`: what a spark shows, for who does not see it. */
export function sparkWords(values: readonly number[]): string {
  const sum = (part: readonly number[]) => part.reduce((total, value) => total + value, 0);
  const all = sum(values);
  const half = Math.floor(values.length / 2);
  const late = sum(values.slice(half));
  const when = late * 3 >= all * 2 ? 'most of them lately' : late * 3 <= all ? 'most of them earlier' : 'evenly spread';
  return all === 0 ? 'No sessions in this time' : `${all} ${all === 1 ? 'session' : 'sessions'}, ${when}`;
}
