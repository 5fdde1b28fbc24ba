import { encodeQR } from 'qr';
import { type Artwork, type Element, PLACE } from './template.ts';

export interface Drawing {
  /** Texts by their names in the template. */
  readonly fields: Readonly<Record<string, string>>;
  /** Pictures by their names: JPEG or PNG. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  /** Where letters lie in several font files: a text in runs of one each. */
  readonly runs?: (text: string) => readonly { readonly font: string; readonly text: string }[];
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** XML 1.0 has no control characters. */
const escapeXml = (text: string) =>
  text.replaceAll(/[\p{Cc}\ufffe\uffff]/gu, ' ').replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter]!);

/**
 * A template with what stands in it.
 *
 * @returns SVG; a name that nobody gave is drawn as nothing
 */
export function drawArtwork({ root }: Artwork, drawing: Drawing): string {
  return write(root, drawing);
}

function write(element: Element, given: Drawing): string {
  const { name, attributes, children } = element;
  const { runs: _, ...plain } = given;
  // A typeface of its own, as a machine-readable zone has, is left as it is.
  const drawing = attributes['font-family']?.includes('monospace') ? plain : given;
  const condition = attributes['data-if'];
  if (condition !== undefined && !has(drawing, condition)) return '';
  if (name === 'qr') return writeCode(attributes, drawing);
  const own = Object.entries(attributes)
    .filter(([key]) => !key.startsWith('data-'))
    .map(([key, value]) => {
      const filled = /(^|:)href$/.test(key) ? pictureOf(value, drawing) : fill(value, drawing);
      return filled === undefined ? '' : ` ${key}="${escapeXml(filled)}"`;
    });
  // A picture that is not there leaves no frame.
  if (name === 'image' && !own.some((text) => / (xlink:)?href="/.test(text))) return '';
  const wrap = attributes['data-wrap'];
  const inner = wrap
    ? writeLines(children, Number(wrap), attributes, drawing)
    : children.map((child) =>
        typeof child === 'string' ? writeText(fill(child, drawing), drawing) : write(child, drawing),
      );
  return `<${name}${own.join('')}>${inner.join('')}</${name}>`;
}

const has = ({ fields, images }: Drawing, name: string) => Boolean(fields[name]) || images[name] !== undefined;
const fill = (text: string, { fields }: Drawing) => text.replace(PLACE, (_, name: string) => fields[name] ?? '');

function pictureOf(value: string, { images }: Drawing): string | undefined {
  const [, name] = /^\{(\w+)\}$/.exec(value) ?? [];
  if (!name) return value;
  const bytes = images[name];
  if (!bytes) return undefined;
  const type = bytes[0] === 0x89 ? 'png' : 'jpeg';
  return `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

function writeText(text: string, { runs }: Drawing): string {
  if (!runs || text.trim() === '') return escapeXml(text);
  return runs(text)
    .map((run) => `<tspan font-family="${escapeXml(run.font)}">${escapeXml(run.text)}</tspan>`)
    .join('');
}

/** Broken between words; a word that is too long stays whole. */
export function breakLines(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= letters) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function writeLines(
  children: Element['children'],
  letters: number,
  { x = '0', 'font-size': size = '1' }: Element['attributes'],
  drawing: Drawing,
): string[] {
  const text = children.map((child) => (typeof child === 'string' ? fill(child, drawing) : '')).join(' ');
  const step = (Number(size) * 1.25).toFixed(2);
  return breakLines(text, letters).map(
    (line, at) => `<tspan x="${escapeXml(x)}" dy="${at === 0 ? 0 : step}">${writeText(line, drawing)}</tspan>`,
  );
}

/** ISO/IEC 18004, with the quiet zone that readers want; dark runs of a row are one rectangle each. */
function writeCode(attributes: Element['attributes'], { fields }: Drawing): string {
  const { x = '0', y = '0', size = '0', 'data-of': name = '' } = attributes;
  const text = fields[name];
  if (!text) return '';
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
  const runs = rows.flatMap((row, at) =>
    [
      ...row
        .map((dark) => (dark ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
    ].map(({ index, 0: run }) => `M${index} ${at}h${run.length}v1h-${run.length}z`),
  );
  const side = rows.length;
  return `<svg x="${escapeXml(x)}" y="${escapeXml(y)}" width="${escapeXml(size)}" height="${escapeXml(size)}" viewBox="0 0 ${side} ${side}"><rect x="0" y="0" width="${side}" height="${side}" fill="#ffffff"/><path d="${runs.join('')}" fill="#000000" shape-rendering="crispEdges"/></svg>`;
}
