// What every page of the bank needs: parts that come from the server are put where they belong.
const log = window.corpusLog;
const on = (selector, does) => log.on(document.querySelector(selector), 'click', does, 'tut etwas');
const put = (selector, text) => {
  document.querySelector(selector).textContent = text;
};
const part = async (name, because) => {
  const answer = await log.fetch(`/api/${name}`, { because });
  if (!answer.ok) throw new Error(`${name} antwortet nicht`);
  return answer.json();
};
