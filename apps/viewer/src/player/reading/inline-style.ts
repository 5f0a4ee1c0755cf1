/** A declaration of a style attribute, as it is written. */
interface Declaration {
  name: string;
  text: string;
  important: boolean;
}

const IMPORTANT = /!\s*important\s*$/i;

/** Shorthands whose parts do not begin with their name. */
const PARTS: Readonly<Record<string, RegExp>> = {
  inset: /^(?:top|right|bottom|left)$/,
  font: /^line-height$/,
  gap: /^(?:row|column)-gap$/,
  columns: /^column-(?:width|count)$/,
  'flex-flow': /^flex-(?:direction|wrap)$/,
  'place-content': /^(?:align|justify)-content$/,
  'place-items': /^(?:align|justify)-items$/,
  'place-self': /^(?:align|justify)-self$/,
};

/** In these, a part belongs to several shorthands: `border-top-color` to `border-top` and to `border-color`. */
const FAMILY = /^(?:border|grid)\b/;

/**
 * The text of a style attribute after changes that rrweb tells by property: a value, a value with its priority, or `false` for one that was taken
 * away. What is set comes last and so holds, as with `setProperty`. Undefined where the text alone does not tell what would become of it:
 * a part is taken out of a shorthand, or something holds by `!important`.
 */
export function changeStyle(style: string, changes: Readonly<Record<string, unknown>>): string | undefined {
  let declarations = declarationsIn(style);
  for (const [name, change] of Object.entries(changes)) {
    const [value, priority] = Array.isArray(change) ? change : [change, ''];
    if (declarations === undefined || (typeof value !== 'string' && value !== false)) return undefined;
    declarations =
      value === false || value === '' ? without(declarations, name) : declared(declarations, name, { value, priority });
  }
  return declarations?.map(({ text }) => `${text};`).join(' ');
}

function declared(
  declarations: Declaration[],
  name: string,
  { value, priority }: { value: string; priority: unknown },
): Declaration[] | undefined {
  const others = declarations.filter((one) => one.name !== name);
  if (others.some((one) => one.important && areRelated(one.name, name))) return undefined;
  const important = priority === 'important';
  return [...others, { name, text: `${name}: ${value}${important ? ' !important' : ''}`, important }];
}

/** A shorthand goes with its parts. A part cannot be taken out of a shorthand in writing. */
function without(declarations: Declaration[], name: string): Declaration[] | undefined {
  const others = declarations.filter((one) => one.name !== name);
  const related = others.filter((one) => areRelated(one.name, name));
  if (related.some((one) => FAMILY.test(one.name) || !isPart(one.name, name))) return undefined;
  return others.filter((one) => !related.includes(one));
}

function areRelated(one: string, other: string): boolean {
  if (one === 'all' || other === 'all') return true;
  return (
    isPart(one, other) || isPart(other, one) || (FAMILY.test(one) && FAMILY.exec(one)?.[0] === FAMILY.exec(other)?.[0])
  );
}

function isPart(name: string, shorthand: string): boolean {
  if (shorthand.startsWith('--')) return false;
  return name.startsWith(`${shorthand}-`) || (PARTS[shorthand]?.test(name) ?? false);
}

/** The declarations of a style attribute; undefined where it is not plainly a list of them. */
function declarationsIn(style: string): Declaration[] | undefined {
  const found: Declaration[] = [];
  for (const text of split(style) ?? ['']) {
    const [, written = ''] = /^(-{0,2}[a-z][\w-]*)\s*:/i.exec(text) ?? [];
    if (written === '') return undefined;
    found.push({
      name: written.startsWith('--') ? written : written.toLowerCase(),
      text,
      important: IMPORTANT.test(text),
    });
  }
  return found;
}

/** At semicolons outside of strings and parentheses; undefined where there are comments or escapes: those are for who knows CSS. */
function split(style: string): string[] | undefined {
  if (/\\|\/\*/.test(style)) return undefined;
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at <= style.length; at++) {
    const char = style[at] ?? ';';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    if (at < style.length && (char !== ';' || depth !== 0 || quote !== '')) continue;
    const part = style.slice(from, at).trim();
    if (part !== '') parts.push(part);
    from = at + 1;
  }
  return depth === 0 && quote === '' ? parts : undefined;
}
