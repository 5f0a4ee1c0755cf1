const SECONDS = 4;
/** At this rate no byte of the header is over 127, so that the file can be served as text. */
const RATE = 8192;

/** Four seconds of silence as a WAV file. */
export function silence(): string {
  const bytes = SECONDS * RATE * 2;
  const number = (value: number, length: number): string =>
    String.fromCharCode(...Array.from({ length }, (_, at) => (value >> (8 * at)) & 255));
  const format = number(1, 2) + number(1, 2) + number(RATE, 4) + number(RATE * 2, 4) + number(2, 2) + number(16, 2);
  return `RIFF${number(bytes + 36, 4)}WAVEfmt ${number(16, 4)}${format}data${number(bytes, 4)}${'\0'.repeat(bytes)}`;
}
