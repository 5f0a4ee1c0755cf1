import { originFault, SITE_ORIGINS_MAX } from '@falter/wire';

/** What is wrong with these lines, '' when nothing is. `also`: a word that may stand among them. */
export function problemOf(lines: readonly string[], also = ''): string {
  if (lines.length > SITE_ORIGINS_MAX) return `At most ${SITE_ORIGINS_MAX} origins.`;
  for (const line of lines) {
    if (line === also) continue;
    const fault = originFault(line, { exact: true });
    if (fault) return `${line}: ${fault.why}${fault.instead ? ` Probably ${fault.instead} is meant.` : ''}`;
  }
  return '';
}
