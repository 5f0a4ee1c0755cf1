const QUESTION = 'Leave without saving? What you changed is lost.';

/** Asks before a link, a reload or a closed tab takes away what is not saved. Returns how to end it. */
export function holdUnsaved(isUnsaved: () => boolean): () => void {
  const unload = (event: BeforeUnloadEvent): void => {
    if (isUnsaved()) event.preventDefault();
  };
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.target !== '' || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!isUnsaved() || confirm(QUESTION)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('beforeunload', unload);
  // Before the router, which follows links of the viewer itself.
  addEventListener('click', follow, { capture: true });
  return () => {
    removeEventListener('beforeunload', unload);
    removeEventListener('click', follow, { capture: true });
  };
}
