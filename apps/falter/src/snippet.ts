import { fileURLToPath } from 'node:url';

/** The built snippet, which the collector serves. */
export const SNIPPET: string = fileURLToPath(new URL('../../../packages/capture/dist/falter.js', import.meta.url));
