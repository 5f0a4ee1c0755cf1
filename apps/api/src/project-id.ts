/** Characters of an id: it stands in addresses. */
const ID_MAX_CHARS = 40;

/** The permanent id of a project from its name: lower-case letters, digits and dashes. A number where it is taken. */
export function projectId(name: string, taken: ReadonlySet<string>): string {
  const words =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .match(/[a-z0-9]+/g) ?? [];
  const id = words.join('-').slice(0, ID_MAX_CHARS).replace(/-$/, '') || 'project';
  if (!taken.has(id)) return id;
  let number = 2;
  while (taken.has(`${id}-${number}`)) number++;
  return `${id}-${number}`;
}
