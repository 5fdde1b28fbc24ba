import { SaxesParser } from 'saxes';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/** A template whose whole text was found good. */
export interface Artwork {
  readonly root: Element;
  /** Names of the texts and pictures that it shows. */
  readonly names: ReadonlySet<string>;
}

/** What a template must not hold, each with its line. */
export class ArtworkError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ArtworkError';
    this.problems = problems;
  }
}

/** Drawn alike by a browser and by a PDF; nothing runs, nothing is fetched. `qr` is our own: a code as large as its `size`. */
const SHAPES = [
  'g',
  'rect',
  'circle',
  'ellipse',
  'line',
  'path',
  'polygon',
  'polyline',
  'text',
  'tspan',
  'image',
  'use',
];
const PAINTS = ['defs', 'linearGradient', 'radialGradient', 'stop', 'clipPath', 'pattern'];
const ELEMENTS = new Set(['svg', 'title', 'qr', ...SHAPES, ...PAINTS]);
const LARGEST = 256 * 1024;
const DEEPEST = 32;
/** `{name}` where a text or picture stands. */
export const PLACE = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;

/**
 * Reads a template: SVG 1.1 in a small part, with `{name}` where something stands, `data-if="name"` on what is drawn only with it, and
 * `data-wrap="n"` on a text that is broken into lines of n letters.
 *
 * @throws ArtworkError naming every place that may not stand
 */
export function readArtwork(svg: string): Artwork {
  if (svg.length > LARGEST) throw new ArtworkError([`larger than ${LARGEST} characters`]);
  const problems: string[] = [];
  const names = new Set<string>();
  const parser = new SaxesParser();
  const open: { name: string; attributes: Record<string, string>; children: (Element | string)[] }[] = [];
  let root: Element | undefined;
  const note = (text: string) => {
    for (const [, name] of text.matchAll(PLACE)) names.add(name!);
  };
  parser.on('error', (error) => {
    throw new ArtworkError([error.message]);
  });
  parser.on('doctype', () => problems.push(`line ${parser.line}: a document type`));
  parser.on('opentag', ({ name, attributes }) => {
    const where = `line ${parser.line}: ${name}`;
    if (!ELEMENTS.has(name)) problems.push(`${where} is no element of artwork`);
    if (open.length === 0 && name !== 'svg') problems.push(`${where}: the whole is an svg`);
    if (open.length > DEEPEST) throw new ArtworkError([`${where}: nested deeper than ${DEEPEST}`]);
    const given = attributes as Record<string, string>;
    for (const [key, value] of Object.entries(given)) {
      const complaint = complainOf(name, key, value);
      if (complaint) problems.push(`${where} ${key}: ${complaint}`);
      if (key === 'data-if' || key === 'data-of') names.add(value);
      else note(value);
    }
    if (name === 'qr' && !(given['data-of'] && Number(given.size) > 0))
      problems.push(`${where}: wants data-of and size`);
    open.push({ name, attributes: { ...given }, children: [] });
  });
  parser.on('text', (text) => {
    note(text);
    open.at(-1)?.children.push(text);
  });
  parser.on('closetag', () => {
    const element = open.pop()!;
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  });
  parser.write(svg).close();
  if (!root) problems.push('empty');
  else if (!/^\s*0 0 [\d.]+ [\d.]+\s*$/.test(root.attributes.viewBox ?? ''))
    problems.push('svg: a viewBox that begins at 0 0 says how large it is');
  if (problems.length > 0) throw new ArtworkError(problems);
  return { root: root!, names };
}

function complainOf(element: string, key: string, value: string): string | undefined {
  if (/^on/i.test(key)) return 'nothing runs in artwork';
  if (key === 'style' || key === 'class') return 'write it as attributes: a PDF reads no style sheet';
  if (/(^|:)href$/.test(key)) {
    const isOwn = /^#[\w-]+$/.test(value) || (element === 'image' && /^\{[a-zA-Z][a-zA-Z0-9]*\}$/.test(value));
    return isOwn ? undefined : 'only {a picture} or #a part of this file';
  }
  if (/url\s*\((?!#[\w-]+\))/i.test(value)) return 'only url(#a part of this file)';
  if (key === 'data-wrap' && !/^[1-9][0-9]{0,2}$/.test(value)) return 'a number of letters';
  return undefined;
}
