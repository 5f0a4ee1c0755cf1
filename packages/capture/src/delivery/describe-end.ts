/** What the developer of a site is told when the collector ends a recording, by the status of its last answer. */
export function describeEnd(status: number): string {
  if (status === 401) return 'the collector does not know this key (401). Check data-key.';
  if (status === 403) return 'the collector does not know this site (403). Check its origins.';
  return `the collector keeps refusing this page (${status}). Check its version.`;
}
