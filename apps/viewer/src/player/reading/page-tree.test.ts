import { describe, expect, it } from 'vitest';
import { type Built, type Change, PageTree } from './page-tree.ts';

const element = (id: number, tagName: string, childNodes: Built[] = [], attributes: object = {}): Built => ({
  ...{ type: 2, id, tagName, attributes: { ...attributes }, childNodes },
});
const text = (id: number, textContent: string): Built => ({ type: 3, id, textContent });
const page = (...body: Built[]): Built => ({
  type: 0,
  id: 1,
  childNodes: [element(2, 'html', [element(3, 'body', body)])],
});
const change = (part: Partial<Change>): Change => ({ removes: [], adds: [], texts: [], attributes: [], ...part });
const add = (parentId: number, nextId: number | null, node: Built): Change['adds'][number] => ({
  parentId,
  nextId,
  node,
});

/** The body in short: `ul#10(li#11("tea"))`, with attributes where there are any. */
function body(tree: PageTree): string {
  const short = ({ id, tagName, attributes = {}, childNodes = [], textContent }: Built): string => {
    if (textContent !== undefined) return `"${textContent}"`;
    const told = Object.entries(attributes).map(([name, value]) => `[${name}=${String(value)}]`);
    return `${tagName}#${id}${told.join('')}(${childNodes.map(short).join(' ')})`;
  };
  return (tree.snapshot().childNodes?.[0]?.childNodes?.[0]?.childNodes ?? []).map(short).join(' ');
}

const list = (): PageTree =>
  new PageTree(page(element(10, 'ul', [element(11, 'li', [text(12, 'tea')]), element(13, 'li')])));

describe('a page without a browser', () => {
  it('takes nodes away with all that is below them, and others in before and after their siblings', () => {
    const left: number[] = [];
    const tree = new PageTree(
      page(element(10, 'ul', [element(11, 'li', [text(12, 'tea')]), element(13, 'li')])),
      (id) => {
        left.push(id);
      },
    );
    const adds = [add(10, 13, element(20, 'li')), add(20, null, text(21, 'new')), add(10, null, element(22, 'li'))];
    expect(tree.apply(change({ removes: [{ parentId: 10, id: 11 }], adds }))).toBe(true);
    expect(body(tree)).toBe('ul#10(li#20("new") li#13() li#22())');
    expect(left.slice(0, 2)).toEqual([11, 12]);
    expect([tree.has(12), tree.has(21)]).toEqual([false, true]);
  });

  it('takes nodes that come before the siblings they stand before, and what rrweb wrote below an added node is none of it', () => {
    const tree = list();
    const adds = [add(10, 31, element(30, 'li', [text(99, 'not here')])), add(10, null, element(31, 'li'))];
    expect(tree.apply(change({ adds }))).toBe(true);
    expect(body(tree)).toBe('ul#10(li#11("tea") li#13() li#30() li#31())');
  });

  it('moves a node that is told of as taken away and put in', () => {
    const tree = list();
    const moved = {
      removes: [{ parentId: 10, id: 11 }],
      adds: [add(10, null, element(11, 'li')), add(11, null, text(12, 'tea'))],
    };
    expect(tree.apply(change(moved))).toBe(true);
    expect(body(tree)).toBe('ul#10(li#13() li#11("tea"))');
  });

  it('changes texts and attributes, a style by its parts', () => {
    const tree = new PageTree(page(element(10, 'p', [text(11, 'a')], { class: 'x', style: 'color: red' })));
    const attributes = [{ id: 10, attributes: { class: null, title: 't', style: { color: false, top: '1px' } } }];
    expect(tree.apply(change({ texts: [{ id: 11, value: 'b' }], attributes }))).toBe(true);
    expect(body(tree)).toBe('p#10[style=top: 1px;][title=t]("b")');
  });

  it('leaves out without a word what has no parent, as rrweb does', () => {
    const tree = list();
    expect(tree.apply(change({ adds: [add(77, null, element(30, 'li'))] }))).toBe(true);
    expect(tree.has(30)).toBe(false);
  });

  it('leaves the snapshot that it began with, and those it gave out, as they were', () => {
    const root = page(element(10, 'p', [text(11, 'a')]));
    const before = structuredClone(root);
    const tree = new PageTree(root);
    const first = tree.snapshot();
    tree.apply(change({ texts: [{ id: 11, value: 'b' }], attributes: [{ id: 10, attributes: { title: 't' } }] }));
    expect(root).toEqual(before);
    expect(first).toEqual(before);
  });
});

describe('says that it cannot follow', () => {
  const style = (): PageTree => new PageTree(page(element(10, 'style', [text(11, 'a{}')], { _cssText: 'a{}' })));
  const host = (): PageTree => new PageTree(page(element(10, 'div', [element(11, 'iframe'), element(12, 'video')])));
  it.each<[string, () => PageTree, Partial<Change>]>([
    ['a node is taken away that is not there', list, { removes: [{ parentId: 10, id: 77 }] }],
    ['a node is taken away from where it is not', list, { removes: [{ parentId: 11, id: 13 }] }],
    ['a sibling is not there', list, { adds: [add(10, 77, element(30, 'li'))] }],
    ['a sibling stands elsewhere', list, { adds: [add(10, 12, element(30, 'li'))] }],
    ['a node comes twice', list, { adds: [add(10, null, element(13, 'li'))] }],
    [
      'an old recorder names the sibling before',
      list,
      { adds: [{ ...add(10, null, element(30, 'li')), previousId: 11 }] },
    ],
    ['a text is of no node', list, { texts: [{ id: 77, value: 'x' }] }],
    ['attributes are of no node', list, { attributes: [{ id: 77, attributes: {} }] }],
    ['a sheet has its text twice', style, { texts: [{ id: 11, value: 'b{}' }] }],
    ['a frame gets a document', host, { adds: [add(11, null, { type: 0, id: 30, childNodes: [] })] }],
    ['a shadow root has no host', host, { adds: [add(10, null, { ...element(30, 'p'), isShadow: true })] }],
    ['something comes beside the body', list, { adds: [add(2, null, element(30, 'div'))] }],
    ['a film changes', host, { attributes: [{ id: 12, attributes: { src: 'x' } }] }],
    ['a mark of rrweb is changed', list, { attributes: [{ id: 13, attributes: { rr_width: '1px' } }] }],
    ['a style is not plain', list, { attributes: [{ id: 13, attributes: { style: { color: 1 } } }] }],
  ])('where %s', (_, make, part) => {
    const tree = make();
    expect(tree.apply(change(part))).toBe(false);
    expect(tree.fits).toBe(false);
    expect(tree.apply(change({}))).toBe(false);
  });

  it('but not where what is changed went with the same change', () => {
    const part = { removes: [{ parentId: 11, id: 12 }], texts: [{ id: 12, value: 'x' }] };
    expect(list().apply(change(part))).toBe(true);
  });

  it('from the start on where a snapshot has a document inside, or an id twice', () => {
    expect(new PageTree(page(element(10, 'iframe', [{ type: 0, id: 11, childNodes: [] }]))).fits).toBe(false);
    expect(new PageTree(page(element(10, 'p'), element(10, 'p'))).fits).toBe(false);
  });
});
