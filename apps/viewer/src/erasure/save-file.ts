/** Milliseconds after which the browser has taken the file. */
const TAKEN_MS = 60_000;

/** Gives a file to whoever sits there, as a download. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TAKEN_MS);
}
