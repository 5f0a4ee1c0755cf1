import { giveHere } from './gate/give-here.ts';
import { openFromTag } from './tag.ts';

/**
 * falter.full.js: gate and recorder in one file, for sites that load no second one. A script of another origin without `crossorigin` is
 * muted, and what it wraps is muted with it: a fetch of the page that fails below a wrapper in it is not even reported as an
 * unhandled rejection any more (https://html.spec.whatwg.org/#muted-errors). There the page's fetch is left alone.
 */
openFromTag(
  () => giveHere,
  ({ src, type, crossOrigin }) => ({
    isMuted: crossOrigin === null && type !== 'module' && new URL(src).origin !== location.origin,
  }),
);
