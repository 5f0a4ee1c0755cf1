const NAV = [
  ['/', 'Contracts'],
  ['/tasks', 'To do'],
  ['/profile', 'Profile'],
  ['/invoices', 'Invoices'],
  ['/files', 'Files'],
].map(([path, name]) => `<a href="${path}">${name}</a>`);

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Energy account</title><style>
body { margin: 0; font: 15px/1.55 'Segoe UI', Tahoma, sans-serif; background: #f4f7f2; color: #1e2b20; display: grid; grid-template-columns: 190px 1fr; }
aside { background: #2d5a3d; min-height: 100vh; padding: 20px; } aside a { display: block; color: #dcefe0; padding: 6px 0; text-decoration: none; } main { padding: 20px 32px 90px; }
table { border-collapse: collapse; background: #fff; width: 100%; } td, th { padding: 9px 14px; border-bottom: 1px solid #dde5dc; text-align: left; } th { cursor: pointer; }
button { font: inherit; padding: 6px 14px; border: 1px solid #2d5a3d; background: #fff; cursor: pointer; } .main { background: #2d5a3d; color: #fff; } input, select { font: inherit; padding: 6px 10px; width: 280px; } label { display: block; margin: 10px 0; }
.columns { display: flex; gap: 20px; } .columns ul { flex: 1; list-style: none; margin: 0; padding: 10px; background: #e3ece1; min-height: 220px; } .columns li { background: #fff; padding: 10px; margin: 8px 0; cursor: grab; }
.wrong { color: #b00020; } .state { padding: 1px 10px; border-radius: 10px; background: #f8d7da; } dialog { border: 1px solid #2d5a3d; } .drop { border: 2px dashed #2d5a3d; padding: 30px; cursor: pointer; }</style></head>
<body><aside><h3>Energy</h3>${NAV.join('')}</aside><main>${body}</main><script src="/sortable.js"></script><script src="/account.js"></script></body></html>`;
}

const CONTRACTS = `<h1>Contracts</h1><table id="contracts"><thead><tr><th id="by-place">Place ▾</th><th id="by-price">Price ▾</th><th>State</th></tr></thead><tbody>${[
  'Mill Lane 4',
  'Garden house',
  'Office',
  'Garage',
]
  .map(
    (name, n) =>
      `<tr><td>${name}</td><td>${(n * 37) % 90} €</td><td><span class="state" id="state-${n}">${n === 2 ? 'debit failed' : 'active'}</span></td></tr>`,
  )
  .join(
    '',
  )}</tbody></table><p><button id="meter" class="main">Read the meter</button> <button id="move">I am moving</button> <button id="advisor">Talk to us</button> <span id="said"></span></p>
<dialog id="moving"><p>When do you move?</p><button id="later">Not now</button></dialog><p id="terms">Prices hold for twelve months and are then looked at again, with a letter six weeks before.</p>`;

const TASKS = `<h1>To do</h1><div class="columns"><ul id="open">${['Send the meter', 'Sign the letter', 'Choose a tariff'].map((name, n) => `<li id="task-${n}">${name}</li>`).join('')}</ul><ul id="done"></ul></div><p><button id="clear">Clear the done ones</button></p>`;

const PROFILE = `<h1>Profile</h1><form id="profile" autocomplete="on"><label>Name<br><input id="name" name="name"></label><label>IBAN<br><input id="iban" name="iban"></label><label>Country<br><select id="country"><option>Germany</option><option>Austria</option><option>Denmark</option></select></label>
<p id="profile-said"></p><button id="save" class="main">Save</button></form><form id="password" novalidate><label>New password<br><input id="new" type="password"></label><p id="password-said"></p><button id="change">Change password</button></form>`;

const INVOICES = `<h1>Invoices</h1>${Array.from({ length: 40 }, (_, n) => `<p style="padding:16px 0;border-bottom:1px solid #ccd"><a href="/invoice/${n}">Invoice ${2040 - n}</a>, ${(n * 71) % 300} €</p>`).join('')}`;

const FILES = `<h1>Files</h1><p><input id="find" placeholder="Find a file" aria-label="Find a file"> <button id="find-now">Find</button></p><div id="files"></div><div class="drop" id="drop">Drop files here or click</div>`;

export function accountPage(path: string): string | undefined {
  const [, n] = /^\/invoice\/(\d+)$/.exec(path) ?? [];
  if (n)
    return page(
      'Invoice',
      `<h1>Invoice ${2040 - Number(n)}</h1><p>${(Number(n) * 71) % 300} €, paid.</p><p><a href="/invoices">Back to all</a> <a id="next" href="/invoice/${Number(n) + 1}">Next</a> <a id="pdf" href="/invoice.csv" download>Download</a></p>`,
    );
  return {
    '/': page('Contracts', CONTRACTS),
    '/tasks': page('To do', TASKS),
    '/profile': page('Profile', PROFILE),
    '/invoices': page('Invoices', INVOICES),
    '/files': page('Files', FILES),
    '/invoice.csv': 'n,sum\n1,2\n',
  }[path];
}
