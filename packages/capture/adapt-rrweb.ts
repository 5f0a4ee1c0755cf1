import type { Plugin } from 'vite';
import { cut, mend } from './adapt/edit.ts';
import { FASTER } from './adapt/fast.ts';
import { lean } from './adapt/lean.ts';
import { UNMASKED, withOneMask } from './adapt/masked.ts';
import { ADDED, MENDS } from './adapt/mends.ts';
import { MODERN } from './adapt/modern.ts';
import { CUTS, withoutOptions } from './adapt/unused.ts';

/**
 * Leaves out of the bundle what this recorder never uses, mends what would touch the page or falsify the recording, and makes the rest
 * lean. Fails when rrweb changed, so that nobody cuts blindly.
 */
export function adaptRrweb(): Plugin {
  return {
    name: 'adapt-rrweb',
    transform(code, id) {
      if (!id.includes('@rrweb/record/dist/record.js')) return null;
      return {
        code:
          withoutOptions(
            lean(MENDS.reduce(mend, withOneMask([...UNMASKED, ...CUTS, ...MODERN, ...FASTER].reduce(cut, code)))),
          ) + ADDED,
        map: null,
      };
    },
  };
}
