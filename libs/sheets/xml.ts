import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { SheetError } from './error.ts';
import { asSheetError } from './zip.ts';

const PLAIN = { position: false, xmlns: false } as const;
/** Longer than a cell, a name or a comment can be. */
const LONGEST_TOKEN = 1 << 24;

export interface XmlHandlers {
  /** Names come without their prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Parses XML as it comes; after each piece it says how many bytes were read, so that the caller can take what was found. A document
 * type is refused: workbooks have none, and entities are how small files are made to grow.
 * @throws SheetError xml-damaged; what the archive throws
 */
export async function* parseXml(stream: Readable, handlers: XmlHandlers): AsyncGenerator<number, void, undefined> {
  const parser = new SaxesParser<typeof PLAIN>(PLAIN);
  let quiet = 0;
  const refuse = (error?: Error) => {
    throw new SheetError('xml-damaged', { cause: error });
  };
  parser.on('opentag', ({ name, attributes }) => {
    quiet = 0;
    handlers.open?.(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    quiet = 0;
    handlers.close?.(localName(name));
  });
  const text = (found: string) => handlers.text?.(found);
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('doctype', () => refuse());
  parser.on('error', refuse);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      read += chunk.length;
      quiet += chunk.length;
      if (quiet > LONGEST_TOKEN) refuse();
      write(parser, decoder, chunk, refuse);
      yield read;
    }
    write(parser, decoder, undefined, refuse);
    parser.close();
    yield read;
  } catch (error) {
    throw asSheetError(error);
  } finally {
    stream.destroy();
  }
}

/** Reads a part to its end. */
export async function readXml(stream: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(stream, handlers));
}

function write(
  parser: SaxesParser<typeof PLAIN>,
  decoder: InstanceType<typeof TextDecoder>,
  chunk: Buffer | undefined,
  refuse: (error: Error) => void,
): void {
  let text = '';
  try {
    text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (error) {
    refuse(error as Error);
  }
  if (text !== '') parser.write(text);
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);
