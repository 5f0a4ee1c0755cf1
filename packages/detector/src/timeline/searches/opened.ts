import { isEditable } from '../controls.ts';
import { nameOf } from '../describe.ts';
import { attribute, isWithin, type MirrorNode, upwards } from '../mirror.ts';
import type { RawClick } from '../tape.ts';

/** Buttons and links that show other results, or the same ones otherwise. */
const OTHER_RESULTS =
  /^(?:\W*|\d+|page \d+|.*\b(?:next|prev(?:ious)?|more|load|show|first|last|sort\w*|filter\w*|refine|clear|reset|apply|all|grid|list|back|close|menu|search|find|go|try|weiter|zurück|mehr|suchen|sortier\w*|filter\w*|alle)\b.*)$/i;
/** Parts of a page that hold no results. */
const ASIDE = /^(?:nav|header|footer|aside|thead)$/;
const ASIDE_ROLES = /^(?:navigation|banner|contentinfo|complementary|toolbar|tablist|search)$/;
const ASIDE_NAMES =
  /(?:^|[\s_-])(?:pagination|pager|paging|facets?|filters?|breadcrumbs?|sort(?:ing)?|refinements?)(?:$|[\s_-])/i;

/**
 * The click opens or uses a result: a link, card or button beside the search that does not page, sort or filter. `went`: another page
 * followed, so that it was one, whatever it looks like.
 */
export function opensResult({ kind, subject }: RawClick, box: MirrorNode, went: boolean): boolean {
  const { node, looks, leadsTo } = subject;
  if (kind !== 'click' || !node) return false;
  if (isWithin(node, box)) return attribute(node, 'role') === 'option' || node.tag === 'a';
  if (isChoice(node) || isAside(node)) return false;
  if (looks === '' && leadsTo === '') return went;
  // What a result is called may hold any word; what pages or sorts is called by a word or two.
  const words = nameOf(node).split(/\s+/).length;
  return words > (node.tag === 'a' ? 2 : 3) || !OTHER_RESULTS.test(nameOf(node));
}

function isChoice(node: MirrorNode): boolean {
  if (/^(?:input|select|label|option|summary)$/.test(node.tag) || isEditable(node)) return true;
  return /^(?:checkbox|radio|switch|tab|menuitemcheckbox|menuitemradio)$/.test(attribute(node, 'role'));
}

function isAside(node: MirrorNode): boolean {
  for (const at of upwards(node)) {
    if (ASIDE.test(at.tag) || ASIDE_ROLES.test(attribute(at, 'role'))) return true;
    if (ASIDE_NAMES.test(`${attribute(at, 'class').slice(0, 200)} ${attribute(at, 'id').slice(0, 80)}`)) return true;
  }
  return false;
}
