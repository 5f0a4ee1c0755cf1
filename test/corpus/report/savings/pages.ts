/** The pages of the savings bank, in German, as its server writes them; parts of them come later and are put where they belong. */

const page = (title: string, body: string, code = ''): string =>
  `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/savings.css"></head><body><aside><a href="/">Konten</a><a href="/umsaetze">Umsätze</a><a href="/ueberweisung">Überweisung</a><a href="/karten">Karten</a><a href="/fragen">Fragen</a><a href="/filiale">Filiale</a></aside><main><h1>${title}</h1>${body}</main><script src="/parts.js"></script><script>${code}</script></body></html>`;

const HOME = `<div class="karte"><h2>Girokonto</h2><p id="stand">Stand: 1.204,17 €</p><button class="knopf" id="neu">Aktualisieren</button> <button class="knopf" id="auszug">Kontoauszug herunterladen</button> <button class="knopf" id="ziel">Sparziel anlegen</button></div>
<div class="karte"><h2>Hinweise</h2><ul id="hinweise"><li>Am 3. Juni bleiben unsere Filialen geschlossen.</li><li>Achtung: Betrüger geben sich am Telefon als Mitarbeiter aus.</li></ul><button class="leise" id="mehr">Weitere Hinweise</button></div>
<div class="karte"><h2>Berater</h2><p><button class="knopf" id="rueckruf">Rückruf vereinbaren</button> <button class="leise" id="chat">Mit uns schreiben</button></p><p id="antwort"></p></div>`;

const HOME_CODE = `on('#neu', async () => { const { stand } = await part('konto', '#neu'); put('#stand', 'Stand: ' + stand + ' €'); });
on('#auszug', () => { const a = document.createElement('a'); a.href = URL.createObjectURL(new Blob(['1;2'])); a.download = 'auszug.csv'; document.body.append(a); a.click(); a.remove(); });
on('#mehr', () => document.querySelector('#hinweise').insertAdjacentHTML('beforeend', '<li>Neu: Karten für das Handy.</li>'));
on('#rueckruf', async () => { const { wann } = await part('rueckruf', '#rueckruf'); put('#antwort', 'Wir rufen Sie ' + wann + ' an.'); });
on('#chat', () => { window.zentrale.verbinde(); });
log.nothing('#ziel');`;

const ROWS = ['Bäcker', 'Miete', 'Strom', 'Gehalt', 'Bahn', 'Kino', 'Apotheke', 'Versicherung'];
const UMSAETZE = `<div class="karte"><p><label>Eingrenzen: <input id="eng" placeholder="Empfänger"></label> <button class="knopf" id="drucken">Drucken</button> <button class="knopf" id="tabelle">Als Tabelle exportieren</button></p><table><thead><tr><th><button class="leise" id="nach-tag">Tag</button></th><th>Empfänger</th><th><button class="leise" id="nach-summe">Betrag</button></th></tr></thead><tbody id="zeilen"></tbody></table><p><button class="knopf" id="aeltere">Ältere anzeigen</button></p></div>`;
const UMSAETZE_CODE = `const names = ${JSON.stringify(ROWS)}; let count = 12, key = (n) => n;
const draw = () => { const eng = document.querySelector('#eng').value.toLowerCase(); document.querySelector('#zeilen').innerHTML = Array.from({ length: count }, (_, n) => n).sort((a, b) => key(a) - key(b)).filter((n) => names[n % 8].toLowerCase().includes(eng)).map((n) => '<tr><td>' + (1 + n % 28) + '.5.</td><td>' + names[n % 8] + '</td><td>' + (n * 37) % 210 + ',00</td></tr>').join(''); };
draw(); let turn = 1;
document.querySelector('#eng').addEventListener('input', draw);
on('#nach-tag', () => { turn = -turn; key = (n) => turn * n; draw(); }); on('#nach-summe', () => { turn = -turn; key = (n) => turn * ((n * 37) % 210); draw(); });
on('#aeltere', () => { count += 6; setTimeout(draw, 180); });
on('#tabelle', () => { const a = document.createElement('a'); a.href = URL.createObjectURL(new Blob(['1;2'])); a.download = 'umsaetze.csv'; a.click(); });
log.nothing('#drucken');`;

const GELD = `<div class="karte" id="teil"><form id="geld" novalidate><p><label>Empfänger <input id="wer" name="wer"></label></p><p><label>IBAN <input id="iban" name="iban"></label></p><p><label>Betrag <input id="betrag" name="betrag"></label></p><p><label>Zweck <input id="zweck" name="zweck"></label></p><p id="fehler"></p><button class="knopf" id="weiter">Weiter</button> <button type="button" class="leise" id="vorlage">Als Vorlage sichern</button></form></div>`;
const GELD_CODE = `const sagt = (text) => { put('#fehler', text); log.complained('#fehler', text); log.refused('#geld', text); };
log.on(document.querySelector('#geld'), 'submit', async (event) => {
  event.preventDefault(); const of = (id) => document.querySelector(id)?.value ?? ''; await new Promise((go) => setTimeout(go, 140));
  if (document.querySelector('#tan')) { if (of('#tan') !== '4711') return sagt('Diese TAN passt nicht zu Ihrem Auftrag.');
    const answer = await log.fetch('/api/auftrag', { method: 'POST', body: '{}', because: '#weiter' }).catch(() => undefined);
    if (!answer?.ok) return sagt('Ihr Auftrag konnte nicht ausgeführt werden. Versuchen Sie es später noch einmal.');
    log.sent('#geld'); document.querySelector('#teil').innerHTML = '<h2>Ausgeführt</h2><p>Der Betrag ist unterwegs.</p>'; return; }
  if (!of('#wer')) return sagt('Wer soll das Geld bekommen?');
  if (!/^DE\\d{6}/.test(of('#iban').replaceAll(' ', ''))) return sagt('Die IBAN ist unvollständig.');
  if (!Number(of('#betrag').replace(',', '.'))) return sagt('Bitte geben Sie einen Betrag ein.');
  if (Number(of('#betrag')) > 1000) return sagt('Ihr Tageslimit reicht dafür nicht aus.');
  document.querySelector('#fehler').textContent = ''; document.querySelector('#fehler').insertAdjacentHTML('beforebegin', '<p id="tan-zeile"><label>TAN <input id="tan" name="tan"></label></p>'); document.querySelector('#weiter').textContent = 'Ausführen';
}, 'weiter');
on('#vorlage', () => { log.saved('#geld', 'als Vorlage'); put('#fehler', 'Als Vorlage gespeichert.'); });`;

const KARTEN = `<div class="karte"><h2>Karte …4417</h2><p>Im Ausland benutzen <span class="schalter" id="ausland" role="switch" tabindex="0" aria-checked="false"><i></i></span></p><p>Im Netz bezahlen <span class="schalter" id="netz" role="switch" tabindex="0" aria-checked="true"><i></i></span></p><p>Limit am Tag: <button class="leise" id="runter">−</button> <b id="limit">500</b> € <button class="leise" id="hoch">+</button></p><p><button class="knopf" id="sperren">Karte sperren</button> <button class="knopf" id="pin">Wunsch-PIN</button> <button class="knopf" id="kopie">Nummer kopieren</button></p><p id="karte-sagt"></p></div>`;
const KARTEN_CODE = `for (const id of ['#ausland', '#netz']) on(id, () => { const one = document.querySelector(id); one.setAttribute('aria-checked', String(one.getAttribute('aria-checked') !== 'true')); });
let limit = 500; on('#hoch', () => { limit += 50; put('#limit', limit); }); on('#runter', () => { limit -= 50; put('#limit', limit); });
on('#sperren', async () => { document.querySelector('#sperren').classList.add('laufend'); try { await part('sperren', '#sperren'); put('#karte-sagt', 'Ihre Karte ist gesperrt.'); } catch { put('#karte-sagt', 'Die Sperre ist fehlgeschlagen. Rufen Sie uns an.'); log.complained('#karte-sagt', 'fehlgeschlagen'); } document.querySelector('#sperren').classList.remove('laufend'); });
on('#kopie', () => { log.showed('#kopie', 'in der Zwischenablage'); });
log.nothing('#pin');`;

const ANTWORTEN = [
  'TAN verloren',
  'Karte gesperrt',
  'Konto eröffnen',
  'Dauerauftrag ändern',
  'Zinsen',
  'Kredit',
  'Adresse ändern',
];
const FRAGEN = `<div class="karte"><p><label>Ihre Frage <input type="search" id="frage"></label> <button class="knopf" id="los">Suchen</button></p><div id="treffer"></div></div><div id="oft">${ANTWORTEN.map((one, n) => `<p><a href="/antwort/${n}">${one}</a></p>`).join('')}</div>`;
const FRAGEN_CODE = `const alle = ${JSON.stringify(ANTWORTEN)};
const suche = async () => { const worte = document.querySelector('#frage').value; document.querySelector('#treffer').innerHTML = '<p>Einen Augenblick …</p>'; await part('suche', '#los').catch(() => {}); const hits = alle.filter((one) => one.toLowerCase().includes(worte.toLowerCase())); document.querySelector('#treffer').innerHTML = hits.length ? hits.map((one) => '<p><a class="treffer" href="/antwort/' + alle.indexOf(one) + '" onclick="corpusLog.write(\\'found\\')">' + one + '</a></p>').join('') : '<p>Dazu haben wir leider nichts.</p>'; log.searched(worte, hits.length); };
on('#los', suche); document.querySelector('#frage').addEventListener('keydown', (event) => { if (event.key === 'Enter') suche(); });`;

export function renderSavings(path: string): string | undefined {
  const words =
    'Wir sind für Sie da, am Schalter, am Telefon und im Netz, an jedem Werktag von acht bis achtzehn Uhr. ';
  if (path === '/') return page('Ihre Konten', HOME, HOME_CODE);
  if (path === '/umsaetze') return page('Umsätze', UMSAETZE, UMSAETZE_CODE);
  if (path === '/ueberweisung') return page('Überweisung', GELD, GELD_CODE);
  if (path === '/karten') return page('Karten', KARTEN, KARTEN_CODE);
  if (path === '/fragen') return page('Fragen', FRAGEN, FRAGEN_CODE);
  if (path === '/filiale') return page('Filiale', `<p>${words.repeat(5)}</p>`.repeat(22));
  if (path === '/haus')
    return page('Unser Haus', `<img src="/haus.svg" width="820" height="480" alt=""><p>${words}</p>`);
  if (path === '/haus.svg')
    return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 480"><rect width="820" height="480" fill="#9cc5b4"/><rect x="200" y="140" width="420" height="260" fill="#fff"/></svg>';
  const one = ANTWORTEN[Number(/^\/antwort\/(\d+)$/.exec(path)?.[1] ?? Number.NaN)];
  return one && page(one, `<p>${words.repeat(6)}</p><p><a href="/fragen">Alle Fragen</a></p>`);
}
