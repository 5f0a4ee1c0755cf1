/** Markup that is already safe to send. */
export interface Html {
  readonly markup: string;
}

export type Content = Html | string | number | false | null | undefined | readonly Content[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text -> text that is inert in element content and in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Template tag: every value is escaped unless it is `Html` itself; lists are joined, `false` and `null` vanish. */
export function html(parts: TemplateStringsArray, ...values: Content[]): Html {
  return { markup: parts.reduce((out, part, index) => out + markupOf(values[index - 1]) + part) };
}

/** Marks markup as safe without escaping it: for our own drawings and JSON, never for what a stranger wrote. */
export function raw(markup: string): Html {
  return { markup };
}

function markupOf(value: Content): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  if (isList(value)) return value.map(markupOf).join('');
  return value.markup;
}

function isList(value: Html | readonly Content[]): value is readonly Content[] {
  return Array.isArray(value);
}
