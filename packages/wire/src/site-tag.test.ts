import { describe, expect, it } from 'vitest';
import { siteTag } from './site-tag.ts';

const site = { host: 'https://falter.example', key: 'fk_7mQ2vXc9LtR4' };

describe('the tag of a site', () => {
  it('loads the present snippet', () => {
    expect(siteTag(site)).toBe(
      '<script async crossorigin src="https://falter.example/falter.js" data-key="fk_7mQ2vXc9LtR4"></script>',
    );
  });

  it('can name a version, which the browser then checks', () => {
    const pinned = { path: '/v/0123456789abcdef/falter.js', integrity: 'sha384-abc' };
    expect(siteTag({ ...site, pinned })).toBe(
      '<script async crossorigin src="https://falter.example/v/0123456789abcdef/falter.js" ' +
        'integrity="sha384-abc" data-key="fk_7mQ2vXc9LtR4"></script>',
    );
  });
});
