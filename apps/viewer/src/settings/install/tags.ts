import { type SiteTag, siteTag } from '@falter/wire';

/** Named apart from the line that imports it: this file shows that line and does not import. */
const NPM_PACKAGE = '@falter/capture';

/** A way to install Falter: what to copy, and what to know about it. */
export interface Way {
  id: string;
  title: string;
  text: string;
  note: string;
}

/** What the tags are made from. */
interface Site extends SiteTag {
  pinned?: NonNullable<SiteTag['pinned']> & { full?: NonNullable<SiteTag['pinned']> };
}

/** Script tag, CSP, npm, tag manager and, where it is known, a fixed version, each with the project's real key and address. */
export function waysToInstall({ host, key, pinned }: Site): Way[] {
  const src = `${host}/falter.js`;
  return [
    {
      id: 'script',
      title: 'Script tag',
      text: siteTag({ host, key }),
      note: 'Put it into the <head> of every page, as early as you can: what happens before it is not recorded.',
    },
    {
      id: 'csp',
      title: 'CSP',
      text: `script-src ${host}; connect-src ${host}`,
      note: 'Only if your site sends a Content-Security-Policy: add this address to both lists that you have. A list that is missing falls back to default-src.',
    },
    {
      id: 'npm',
      title: 'npm',
      text: [`import { start } from`, `'${NPM_PACKAGE}';\n\nstart({ key: '${key}', endpoint: '${host}' });`].join(' '),
      note: 'Run it once, in the browser, as early as you can. Your policy needs connect-src alone.',
    },
    {
      id: 'gtm',
      title: 'Google Tag Manager',
      text: [
        '<script>',
        '(function () {',
        "  var tag = document.createElement('script');",
        '  tag.async = true;',
        "  tag.crossOrigin = 'anonymous';",
        `  tag.src = '${src}';`,
        `  tag.setAttribute('data-key', '${key}');`,
        '  document.head.appendChild(tag);',
        '})();',
        '</script>',
      ].join('\n'),
      note: 'A tag of the kind Custom HTML, fired on All Pages. The tag manager drops data attributes of script tags that it is given, so this one is made by hand.',
    },
    {
      id: 'full',
      title: 'One file',
      text: siteTag({ host, key, ...(pinned?.full ? { pinned: pinned.full } : { file: 'falter.full.js' }) }),
      note: `Everything in one script, for sites that let no script load another (Trusted Types) or want one file to look through. Each page then loads the whole recorder, recorded or not, where the other tag loads 2 kB that decide.${pinned?.full ? ' It names its version: copy it again to get a newer one.' : ''}`,
    },
    ...(pinned ? [fixedVersion({ host, key, pinned })] : []),
  ];
}

function fixedVersion(tag: SiteTag): Way {
  return {
    id: 'pinned',
    title: 'Fixed version',
    text: siteTag(tag),
    note: 'The browser runs this version and no other: integrity is checked before anything runs, and the loader checks its recorder the same way. It goes on working when Falter is updated; to get a newer one, copy this tag again.',
  };
}

/** The address names the computer itself, whoever reads it. */
const OWN_COMPUTER = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Why whoever is sent a link to this address could not follow it, or not safely; '' where nothing is wrong. */
export function linkWarning(host: string): string {
  const { protocol, hostname } = new URL(host);
  if (OWN_COMPUTER.test(hostname)) {
    return `${host} is this computer alone: nobody can open the link on another one. Open the viewer under its public address and make the link there.`;
  }
  if (protocol === 'http:') {
    return 'This address is not encrypted: a password that is chosen there can be read on its way. Put a TLS proxy in front of Falter.';
  }
  return '';
}

/** Why pages on other machines could not reach this address, as far as one can tell from it; '' where nothing is wrong. */
export function addressWarning(host: string): string {
  const { protocol, hostname } = new URL(host);
  if (OWN_COMPUTER.test(hostname)) {
    return `${host} is this computer alone: pages that others open cannot reach it. Open the viewer under its public address, and the tag has it.`;
  }
  if (protocol === 'http:') {
    return 'This address is not encrypted: a page that came over https may not load anything from it. Put a TLS proxy in front of Falter.';
  }
  return '';
}
