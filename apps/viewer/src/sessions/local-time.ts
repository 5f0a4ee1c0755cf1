/** An instant as `<input type="datetime-local">` writes it, in the reader's time zone; '' for none. */
export function toLocalInput(iso: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return '';
  const offset = new Date(time).getTimezoneOffset() * 60_000;
  return new Date(time - offset).toISOString().slice(0, 16);
}

/** The instant that such an input means, ISO 8601 in UTC; '' for none. */
export function fromLocalInput(local: string): string {
  const time = Date.parse(local);
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
