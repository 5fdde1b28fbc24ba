/** HTML that may stand in a page as it is: only `html` and `trustHtml` make it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** What may stand in an `html` template: text is escaped, `Html` is not, lists are joined, nothing and `false` leave nothing. */
export type HtmlPart = string | number | Html | false | null | undefined | readonly HtmlPart[];

/** A piece of a page. Values stay text wherever they stand: between tags and in attributes in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  let text = strings[0]!;
  parts.forEach((part, at) => {
    text += renderPart(part) + strings[at + 1]!;
  });
  return new Html(text);
}

/** Text that is HTML already and comes from no request: a style, a drawn code. */
export function trustHtml(text: string): Html {
  return new Html(text);
}

function renderPart(part: HtmlPart): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(renderPart).join('');
  return escapeHtml(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
