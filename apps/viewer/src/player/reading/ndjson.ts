/** Lines longer than this are skipped and counted: no event of a page that can be replayed is larger. Characters. */
export const LINE_MAX_CHARS: number = 32 * 1024 * 1024;

/** What came out of a stream of lines so far. */
export interface LineReport {
  /** Lines that are not JSON or longer than the limit. */
  malformed: number;
  /** Bytes read from the stream. */
  bytes: number;
}

/**
 * Reads NDJSON as it arrives and hands over each line in order, parsed and as it came. A line may be cut anywhere between two chunks, also
 * inside a character. A line that is not JSON is counted, not thrown: one bad event must not cost the recording.
 */
export async function readLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onValue: (value: unknown, line: string) => void,
  onProgress: (report: LineReport) => void = () => {},
): Promise<LineReport> {
  const report: LineReport = { malformed: 0, bytes: 0 };
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let pending: string[] = [];
  let pendingChars = 0;
  const take = (text: string): void => {
    pendingChars += text.length;
    if (pendingChars <= LINE_MAX_CHARS) pending.push(text);
    else pending = [];
  };
  const finish = (): void => {
    if (pendingChars > LINE_MAX_CHARS) report.malformed++;
    else parseLine(pending.join(''), report, onValue);
    pending = [];
    pendingChars = 0;
  };
  for (;;) {
    const { done, value } = await reader.read();
    const text = done ? decoder.decode() : decoder.decode(value, { stream: true });
    report.bytes += value?.length ?? 0;
    const lines = text.split('\n');
    take(lines[0] ?? '');
    for (const line of lines.slice(1)) {
      finish();
      take(line);
    }
    onProgress(report);
    if (done) break;
  }
  finish();
  return report;
}

function parseLine(line: string, report: LineReport, onValue: (value: unknown, line: string) => void): void {
  if (line.trim() === '') return;
  try {
    onValue(JSON.parse(line), line);
  } catch {
    report.malformed++;
  }
}
