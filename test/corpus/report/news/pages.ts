const HEADLINES = [
  'Old bridge opens again',
  'A summer of plums',
  'The last telephone box',
  'Why swifts sleep flying',
  'Error in the town clock found after 80 years',
  'A choir for everybody',
  'The tram that never came',
  'Bread, and who bakes it',
  'Failed harvest, full barns',
  'Night in the planetarium',
];

const SENTENCES = [
  'It began as most things here begin, with a letter nobody had asked for.',
  'People stood at the fence and looked.',
  'The mayor said that it would take until autumn.',
  'There was coffee, and later there was music.',
  'Nobody could say who had the key.',
  'On the other bank a dog barked for most of the afternoon.',
  'What it costs is written in a paper of forty pages.',
  'The children had their own opinion of it.',
];

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} — Morning Post</title><style>
body { margin: 0; font: 18px/1.65 'Times New Roman', serif; color: #1b1b1b; }
header { padding: 18px 40px; border-bottom: 1px solid #000; font-family: sans-serif; font-size: 15px; } header a { margin-right: 18px; color: #000; }
main { max-width: 700px; margin: 0 auto; padding: 20px 24px 120px; } .story { border-bottom: 1px solid #ccc; padding: 16px 0; } figure { margin: 0; }
.banner { background: #f3f0d8; padding: 10px; font: 14px sans-serif; } .more, button { font: 15px sans-serif; padding: 8px 16px; cursor: pointer; }
.zoom { width: 100%; height: 280px; background: linear-gradient(#b9c7c2, #8a9a78); cursor: zoom-in; } .read-on { color: #00427a; text-decoration: underline; cursor: pointer; }
.ticker { font: 13px sans-serif; color: #a00; } .lead { font-size: 26px; font-weight: bold; }</style></head><body>
<header><b>Morning Post</b> <a href="/">News</a><a href="/weather">Weather</a><a href="/letters">Letters</a><a href="/story/2">Story of the day</a> <span class="ticker" id="ticker">live</span></header>
<main>${body}</main><script src="/post.js"></script></body></html>`;
}

const teaser = (n: number): string =>
  `<article class="story"><h2><a href="/story/${n % 10}">${HEADLINES[n % 10]}</a></h2><p>${SENTENCES[n % 8]} ${SENTENCES[(n * 3) % 8]}</p></article>`;

function story(n: number): string {
  const paragraphs = Array.from(
    { length: 26 },
    (_, i) =>
      `<p${i === 0 ? ' id="opening"' : ''}>${Array.from({ length: 4 }, (_, k) => SENTENCES[(n + i * 3 + k * 5) % 8]).join(' ')}</p>`,
  );
  return page(
    HEADLINES[n] ?? 'Story',
    `<h1>${HEADLINES[n]}</h1><p class="banner" id="notice">Yesterday our comments failed with an error for an hour. It is mended.</p><figure><div class="zoom" id="photo"></div></figure>
${paragraphs.slice(0, 6).join('')}<p><span class="read-on" id="source">Read the paper of forty pages</span></p>${paragraphs.slice(6).join('')}
<p><button id="clap">Clap <b id="claps">12</b></button> <button id="follow">Follow this story</button> <button id="play">Listen</button> <span id="said"></span></p><audio id="audio"></audio>
<form id="comment"><input id="opinion" aria-label="Your opinion" placeholder="Your opinion" style="width:400px;font:inherit"> <button id="post">Post</button><p id="comment-said"></p></form>`,
  );
}

const WEATHER = `<h1>Weather</h1><div id="late"></div><p>Asks the station every few seconds.</p><p class="lead" id="sky">Clouds, later sun.</p><p><a href="/story/1">Plums</a></p>`;
const LETTERS = `<h1>Letters to us</h1><form id="letter"><p><input id="from" placeholder="Your name" aria-label="Name"></p><p><textarea id="text" rows="5" cols="60" aria-label="Letter"></textarea></p><button id="send">Send</button><p id="letter-said"></p></form>`;

export function postPage(path: string): string | undefined {
  const [, n] = /^\/story\/(\d)$/.exec(path) ?? [];
  if (n) return story(Number(n));
  const feed = `<h1>Today</h1><div id="feed">${Array.from({ length: 8 }, (_, i) => teaser(i)).join('')}</div><div id="end" style="height:40px">More is on its way …</div>`;
  return { '/': page('Today', feed), '/weather': page('Weather', WEATHER), '/letters': page('Letters', LETTERS) }[path];
}
