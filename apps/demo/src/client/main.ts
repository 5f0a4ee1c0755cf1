import { mountCalm } from './calm.ts';
import { mountCartCount } from './cart-count.ts';
import { mountMenu } from './menu.ts';
import { mountNavigation } from './navigation.ts';
import { mountParts } from './parts.ts';
import { mountPlayground } from './playground.ts';
import { mountViewerLink } from './viewer-link.ts';

const { body } = document;
mountMenu(body);
mountCartCount(body);
mountPlayground(body);
mountCalm(body);
mountViewerLink(body);
mountNavigation(mountParts);
const main = document.querySelector('main');
if (main) mountParts(main);
// Tests wait for this: before it, a click finds no handler.
document.documentElement.dataset.ready = 'yes';
