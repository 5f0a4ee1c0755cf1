import { describe, expect, it } from 'vitest';
import { adaptHover, HoverRules } from './hover-rules.ts';

const HOVERED = ':is(:hover,.\\:hover)';

describe('a sheet for a replay', () => {
  it.each([
    ['.a:hover{color:red}', `.a${HOVERED}{color:red}`],
    ['a:hover>b,c:HOVER d{}', `a${HOVERED}>b,c${HOVERED} d{}`],
    ['.a:not(:hover)::after{content:":hover"}', `.a:not(${HOVERED})::after{content:":hover"}`],
    ['/* :hover */ .b{background:url(a:hover.png)}', '/* :hover */ .b{background:url(a:hover.png)}'],
    ['::-webkit-scrollbar-thumb:hover{}', '::-webkit-scrollbar-thumb:hover{}'],
    ['.a:hover-card{} .hover\\:red:hover{}', `.a:hover-card{} .hover\\:red${HOVERED}{}`],
    ['@media (hover:hover) and (min-device-width:5px){a{}}', '@media (hover:hover) and (min-width:5px){a{}}'],
    ['a{min-device-width:5px}', 'a{min-device-width:5px}'],
  ])('%s', (css, expected) => {
    expect(adaptHover(css)).toBe(expected);
  });
});

describe('adapted sheets', () => {
  it('leave the first ones to rrweb, and are adapted in one pass beyond', () => {
    const rules = new HoverRules();
    expect(rules.get('a:hover{}')).toBeUndefined();
    rules.set('a:hover{}', 'as rrweb has it');
    expect(rules.get('a:hover{}')).toBe('as rrweb has it');
    const large = '.a:hover{color:red}\n'.repeat(30_000);
    expect(rules.get(large)).toHaveLength(large.length + 30_000 * (HOVERED.length - ':hover'.length));
  });
});
