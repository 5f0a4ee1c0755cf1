/**
 * The part of the page with that name, or undefined when this page has none. Parts are found by the `data-testid` that the
 * tests and the README use, so that a name cannot go stale.
 */
export function part<E extends HTMLElement>(root: ParentNode, name: string, kind: new () => E): E | undefined {
  const found = root.querySelector(`[data-testid="${name}"]`);
  return found instanceof kind ? found : undefined;
}

/** A button by name. */
export function button(root: ParentNode, name: string): HTMLButtonElement | undefined {
  return part(root, name, HTMLButtonElement);
}

/** Says something in a status line. Saying the same again counts as a change: the visitor asked again. */
export function say(line: HTMLElement | undefined, text: string): void {
  if (line) line.textContent = text;
}

/** Says what went wrong in a status line, loud enough for a screen reader. */
export function complain(line: HTMLElement | undefined, text: string): void {
  const problem = document.createElement('span');
  problem.className = 'problem';
  problem.setAttribute('role', 'alert');
  problem.textContent = text;
  line?.replaceChildren(problem);
}
