const NAV = ['/', '/users', '/settings', '/reports'].map(
  (path) => `<li class="nav-item"><a class="nav-link" href="${path}">${path.slice(1) || 'overview'}</a></li>`,
);

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · Desk</title>
<link rel="stylesheet" href="/bootstrap.css"><link rel="stylesheet" href="/flatpickr.css"></head><body class="bg-light">
<nav class="navbar navbar-expand bg-dark navbar-dark px-3"><span class="navbar-brand">Desk</span><ul class="navbar-nav">${NAV.join('')}</ul>
<div class="dropdown ms-auto"><button id="me" class="btn btn-secondary dropdown-toggle" data-bs-toggle="dropdown">Ada</button>
<ul class="dropdown-menu dropdown-menu-end"><li><a class="dropdown-item" id="theme" href="#">Dark or light</a></li></ul></div></nav>
<main class="container py-4">${body}</main><script src="/bootstrap.js"></script><script src="/flatpickr.js"></script><script src="/desk.js"></script></body></html>`;
}

const OVERVIEW = `<h1>Overview</h1><div class="row g-3">${[
  ['Orders', 128],
  ['Returns', 7],
  ['Visitors', 3120],
]
  .map(
    ([name, n]) =>
      `<div class="col"><div class="card" id="card-${name}" style="cursor:pointer"><div class="card-body"><h5>${name}</h5><p class="display-6">${n}</p></div></div></div>`,
  )
  .join('')}</div>
<div class="my-3"><button id="refresh" class="btn btn-outline-primary">Refresh</button> <button id="export" class="btn btn-outline-secondary">Export</button>
<a id="csv" class="btn btn-outline-secondary" href="/orders.csv" download>Download</a> <a id="manual" target="_blank" href="/manual">Manual</a></div>
<div id="said"></div><div class="accordion mt-3" id="faq">${[1, 2, 3]
  .map(
    (n) =>
      `<div class="accordion-item"><h2 class="accordion-header"><button id="q${n}" class="accordion-button collapsed" data-bs-toggle="collapse" data-bs-target="#a${n}">Question ${n}</button></h2><div id="a${n}" class="accordion-collapse collapse"><div class="accordion-body">An answer with some words in it, number ${n}.</div></div></div>`,
  )
  .join('')}</div>
<p class="mt-4">Job 14: <span id="job" class="badge text-bg-danger">failed</span> Job 15: <span class="badge text-bg-success">done</span></p>`;

const users = Array.from(
  { length: 45 },
  (_, n) =>
    `<tr data-n="${n}"><td>${n + 1}</td><td>user-${(n * 7919) % 1000}</td><td>${['admin', 'editor', 'guest'][n % 3]}</td></tr>`,
);

const USERS = `<h1>Users</h1><div class="d-flex gap-2 mb-2"><input id="filter" class="form-control" style="width:260px" placeholder="Filter" aria-label="Filter">
<button id="add-user" class="btn btn-primary" data-bs-toggle="modal" data-bs-target="#new-user">New user</button></div>
<table class="table table-hover"><thead><tr><th>#</th><th id="by-name" style="cursor:pointer">Name ↕</th><th style="cursor:pointer" id="by-role">Role ↕</th></tr></thead><tbody>${users.join('')}</tbody></table>
<nav><ul class="pagination"><li class="page-item"><button id="earlier" class="page-link">Previous</button></li><li class="page-item disabled"><span id="where" class="page-link">1</span></li><li class="page-item"><button id="later" class="page-link">Next</button></li></ul></nav>
<div class="modal" id="new-user" tabindex="-1"><div class="modal-dialog"><form id="user-form" class="modal-content" novalidate><div class="modal-header"><h5>New user</h5><button type="button" class="btn-close" id="close" data-bs-dismiss="modal" aria-label="Close"></button></div>
<div class="modal-body"><label class="form-label" for="user">Name</label><input id="user" class="form-control"><label class="form-label" for="mail">E-mail</label><input id="mail" class="form-control"><div class="invalid-feedback" id="mail-wrong"></div></div>
<div class="modal-footer"><button id="save-user" class="btn btn-primary">Save</button></div></form></div></div>`;

const SETTINGS = `<h1>Settings</h1><ul class="nav nav-tabs" id="tabs">${['general', 'mail', 'team']
  .map(
    (name, n) =>
      `<li class="nav-item"><button class="nav-link ${n ? '' : 'active'}" id="tab-${name}" data-bs-toggle="tab" data-bs-target="#${name}">${name}</button></li>`,
  )
  .join('')}</ul><div class="tab-content py-3"><div class="tab-pane show active" id="general">
<form id="general-form"><label class="form-label" for="title">Title</label><input id="title" class="form-control mb-2" value="Desk"><label class="form-label" for="day">First day</label><input id="day" class="form-control mb-2">
<label class="form-label" for="size">Rows: <output id="rows">20</output></label><input id="size" type="range" class="form-range" min="5" max="100" value="20">
<div class="form-check form-switch my-2"><input class="form-check-input" type="checkbox" id="news"><label class="form-check-label" for="news">Send news</label></div>
<p id="general-said" class="text-danger"></p><button id="save" class="btn btn-primary">Save</button> <button type="button" id="reset" class="btn btn-link">Reset to defaults</button></form></div>
<div class="tab-pane" id="mail"><p>Mail is sent by the house server.</p></div><div class="tab-pane" id="team"><p>Three people.</p></div></div>
<div class="input-group mt-3" style="width:380px"><input id="token" class="form-control" value="dk-7Yt2-PP4" readonly aria-label="Token"><button id="copy" class="btn btn-outline-secondary">Copy</button></div>
<textarea id="note" data-form="note" class="form-control mt-3" aria-label="Note" placeholder="A note to yourself"></textarea><small id="kept" class="text-muted"></small>`;

const REPORTS = `<h1>Reports</h1><p>Every month has one.</p>${Array.from({ length: 36 }, (_, n) => `<section class="card mb-3"><div class="card-body" style="height:170px"><h5>Month ${n + 1}</h5><p>Orders, returns and what they cost.</p></div></section>`).join('')}`;

export const DESK: Record<string, string> = {
  '/': page('Overview', OVERVIEW),
  '/users': page('Users', USERS),
  '/settings': page('Settings', SETTINGS),
  '/reports': page('Reports', REPORTS),
  '/manual': page('Manual', '<h1>Manual</h1><p>How the desk is used, in a few lines.</p>'),
  '/orders.csv': 'id,total\n1,20\n',
};
