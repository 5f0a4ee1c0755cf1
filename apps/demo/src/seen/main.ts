import { part } from '../client/part.ts';
import { startPreview } from './preview.ts';

const shop = part(document, 'shop', HTMLIFrameElement);
const root = part(document, 'replay', HTMLElement);
const problem = part(document, 'seen-problem', HTMLElement);

function complain(cause: unknown): void {
  if (problem) problem.textContent = cause instanceof Error ? cause.message : String(cause);
}

if (shop && root) startPreview(shop, root, complain).catch(complain);
