/** Where a mark is chosen, the next click on the shop sets it there, and does nothing else; on what has it already, it takes it away. */
export function setMark(event: Event, preview: Document): void {
  const chosen = preview.querySelector<HTMLInputElement>('input[name="mark"]:checked');
  const target = event.target as Element | null;
  if (!chosen || !target) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  target.toggleAttribute(`data-falter-${chosen.value}`);
  chosen.checked = false;
}
