/** The project of an address that names none. */
export const DEFAULT_PROJECT = 'default';

/** Id of the project that an address, path and query, is about. */
export function projectOf(address: string): string {
  return new URLSearchParams(address.split('#')[0]?.split('?')[1] ?? '').get('project') || DEFAULT_PROJECT;
}

/**
 * An address with its project: the one that it names, else `project`. The project `default` is never written, so that
 * links from before there were several stay as they are.
 */
export function withProject(address: string, project: string): string {
  const [, path = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(address) ?? [];
  const query = new URLSearchParams(search);
  const named = query.get('project') || (query.has('project') ? DEFAULT_PROJECT : project);
  if (named === query.get('project') && named !== DEFAULT_PROJECT) return address;
  if (named === DEFAULT_PROJECT && !query.has('project')) return address;
  query.delete('project');
  if (named !== DEFAULT_PROJECT) query.set('project', named);
  return `${path}${query.size === 0 ? '' : `?${query}`}${hash}`;
}
