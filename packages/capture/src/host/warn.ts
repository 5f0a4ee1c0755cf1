// Under another name, because the build drops everything called `console`: rrweb's remarks are not the visitor's business.
const { console: site } = globalThis;

/** What every line of ours begins with. */
export const OWN_WORD = '[falter]';

/** Tells the site's developer, in the form `[falter] what happened. What to do.` */
export function warn(message: string): void {
  try {
    site.warn(`${OWN_WORD} ${message}`);
  } catch {
    // A page without a console has nobody to tell.
  }
}
