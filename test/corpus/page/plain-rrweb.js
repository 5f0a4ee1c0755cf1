// rrweb's record as its author ships it, begun as sites begin it: when there is a document to record.
(() => {
  if (window !== top || !window.corpusEvents || !window.rrwebRecord) return;
  let waiting = [];
  const flush = () => {
    if (waiting.length === 0) return;
    window.corpusEvents(waiting);
    waiting = [];
  };
  const begin = () => {
    if (location.protocol === 'about:') return;
    const emit = (event) => {
      waiting.push(event);
      // A click may lead away from the page, and what is said while it is left is not heard. Moves can wait.
      if (event.type !== 3 || event.data.source === 2) flush();
    };
    window.rrwebRecord.record({ emit });
    setInterval(flush, 400);
    addEventListener('pagehide', flush);
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
})();
