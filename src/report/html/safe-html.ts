/**
 * Markup that is safe to write into the page. Only this file makes it: everything else hands text to
 * `html`, which escapes it, so that no name of a number or a campaign can ever become markup.
 */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text and numbers are escaped, nothing is written for null and false. */
export type Fragment = Html | string | number | null | undefined | false | readonly Fragment[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or for an attribute in double quotes. Control characters have no place in HTML. */
export function escapeHtml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd');
  return clean.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

/**
 * Markup with values in it. Values may stand between elements, or inside an attribute in double quotes;
 * never inside a script, a style sheet, a tag's name, or an unquoted attribute.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  let text = parts[0];
  for (let i = 0; i < values.length; i++) text += written(values[i]) + parts[i + 1];
  return new Html(text);
}

/** Markup that this program itself made: a style sheet, a script. Never anything from a file. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** A name that a person gave: set apart, so that right-to-left text does not turn its surroundings. */
export function name(text: string): Html {
  return html`<bdi dir="auto">${text}</bdi>`;
}

/** Names with commas between them. */
export function names(list: readonly string[]): Html {
  return new Html(list.map((each) => name(each).text).join(', '));
}

/**
 * Data for a script of the page. `<` is written as an escape, so that no text can close the element.
 *
 * @param id letters and dashes, by which the script finds it
 */
export function jsonScript(id: string, value: unknown): Html {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  return new Html(`<script type="application/json" id="${escapeHtml(id)}">${json}</script>`);
}

function written(value: Fragment): string {
  if (value instanceof Html) return value.text;
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  let text = '';
  for (const item of value) text += written(item);
  return text;
}
