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
    window.rrwebRecord.record({ emit: (event) => waiting.push(event) });
    setInterval(flush, 400);
    addEventListener('pagehide', flush);
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
})();
