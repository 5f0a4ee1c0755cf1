/** NDJSON of events as the one JSON array that rrweb's own players read. Nothing is parsed: a recording has tens of megabytes. */
export function rrwebJson(lines: string): string {
  return `[${lines.trim().split('\n').join(',\n')}]\n`;
}
