/** What left a page at once: its events, and all its text as it was before it was packed. */
export interface Left {
  events: object[];
  text: string;
  /** As they were sent. */
  bytes: number;
}

/** Reads what the recorder sends: a line that says who, then a line for each event, gzipped or plain. @throws Error for anything else */
export async function readBatch(body: ArrayBuffer): Promise<Left> {
  const bytes = new Uint8Array(body);
  const end = bytes.indexOf(10);
  const rest = bytes.slice(end + 1);
  const isPacked = rest[0] === 0x1f && rest[1] === 0x8b;
  const lines = await textOf(isPacked ? new Blob([rest]).stream().pipeThrough(new DecompressionStream('gzip')) : rest);
  const envelope = new TextDecoder().decode(bytes.subarray(0, end));
  const events = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as object);
  return { events, text: `${envelope}\n${lines}`, bytes: bytes.length };
}

function textOf(body: BodyInit): Promise<string> {
  return new Response(body).text();
}
