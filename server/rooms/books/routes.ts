import type { TSchema } from 'typebox';
import {
  Answer,
  type Context,
  type Contract,
  contract,
  type Kernel,
  performAct,
  SCAN_BODY_LIMIT,
  type Transaction,
} from '#kernel';
import { addPage, handOver, makeBook } from './books.ts';
import * as shape from './contracts.ts';
import { readHanded } from './handing.ts';
import type { Parts } from './holding.ts';
import { keyEntry, takeNext } from './keying.ts';
import { decideEntry } from './reviewing.ts';
import { viewBook, viewBooks, viewImage, viewTaken } from './views.ts';

const tag = 'books';
const key = { tag, scope: 'books.key' } as const;
const review = { tag, scope: 'books.review' } as const;

/** Books and their pages, keying, review, handing over. */
export function bookRoutes(kernel: Pick<Kernel, 'database'>, parts: Parts): Contract[] {
  const { database } = kernel;
  const act = <R>(context: Context, work: (transaction: Transaction) => Promise<R>) =>
    performAct(database, context, work);
  const next = (work: 'key' | 'review', summary: string, answer: TSchema) =>
    contract({
      ...(work === 'key' ? key : review),
      method: 'POST',
      path: work === 'key' ? '/api/books/keying/next' : '/api/books/review/next',
      summary,
      body: shape.NextBody,
      answers: { 200: answer },
      handle: async (context, { body }) => {
        // What is read goes into no answer that is kept for repetitions.
        const taken = await act(context, async (transaction) => ({
          entry: await takeNext(transaction, context, parts, work, body.book),
        }));
        if (taken.entry === undefined) return {};
        const { entry } = taken;
        return { next: await database.transact((transaction) => viewTaken(transaction, context, parts, work, entry)) };
      },
    });
  const image = (work: 'key' | 'review') =>
    contract({
      ...(work === 'key' ? key : review),
      method: 'GET',
      path: work === 'key' ? '/api/books/keying/:entry/page' : '/api/books/review/:entry/page',
      summary: 'The image of the page, for whoever has taken an entry on it',
      params: shape.EntryParams,
      answers: {},
      handle: async (context, { params }) => {
        const { bytes, media } = await database.transact((transaction) =>
          viewImage(transaction, context, parts, work, params.entry),
        );
        return new Answer(200, bytes, { 'content-type': media, 'content-disposition': 'inline' });
      },
    });
  return [
    contract({
      ...key,
      method: 'GET',
      path: '/api/books',
      summary: 'Books in the officer’s area, how far each is, and the country’s kinds of books',
      answers: { 200: shape.Books },
      handle: (context) => viewBooks(database.pool, context, parts),
    }),
    contract({
      ...review,
      method: 'POST',
      path: '/api/books',
      summary: 'Takes up a book',
      body: shape.BookBody,
      answers: { 201: shape.BookMade },
      handle: async (context, { body }) =>
        new Answer(201, await act(context, (transaction) => makeBook(transaction, context, parts, body))),
    }),
    contract({
      ...key,
      method: 'GET',
      path: '/api/books/:book',
      summary: 'A book with its pages and how far each is',
      params: shape.BookParams,
      answers: { 200: shape.BookView },
      handle: (context, { params }) => database.transact(({ client }) => viewBook(client, context, parts, params.book)),
    }),
    contract({
      ...review,
      method: 'POST',
      path: '/api/books/:book/pages',
      summary: 'Adds the image of a page; it is kept sealed and its digest journalled',
      params: shape.BookParams,
      body: shape.PageBody,
      bodyLimit: SCAN_BODY_LIMIT,
      answers: { 201: shape.PageMade },
      handle: async (context, { params, body }) =>
        new Answer(201, await act(context, (transaction) => addPage(transaction, context, parts, params.book, body))),
    }),
    next('key', 'Takes the next entry to key, or the one in hand', shape.KeyingNext),
    image('key'),
    contract({
      ...key,
      method: 'POST',
      path: '/api/books/keying/:entry',
      summary: 'Keeps what the officer read of an entry that they took',
      params: shape.EntryParams,
      body: shape.KeyingBody,
      answers: { 200: shape.Kept },
      handle: (context, { params: { entry }, body }) =>
        act(context, async (transaction) => {
          await keyEntry(transaction, context, parts, entry, body);
          return { entry };
        }),
    }),
    next('review', 'Takes the next entry that two officers read differently', shape.ReviewNext),
    image('review'),
    contract({
      ...review,
      method: 'POST',
      path: '/api/books/review/:entry',
      summary: 'Decides what an entry says, or sends it back to two other officers',
      params: shape.EntryParams,
      body: shape.DecisionBody,
      answers: { 200: shape.Kept },
      handle: (context, { params: { entry }, body }) =>
        act(context, async (transaction) => {
          await decideEntry(transaction, context, parts, entry, body);
          return { entry };
        }),
    }),
    contract({
      ...review,
      method: 'POST',
      path: '/api/books/:book/hand-over',
      summary: 'Hands a finished book over, once',
      params: shape.BookParams,
      answers: { 200: shape.HandedOver },
      handle: (context, { params }) =>
        act(context, (transaction) => handOver(transaction, context, parts, params.book)),
    }),
    contract({
      ...review,
      method: 'GET',
      path: '/api/books/:book/entries.jsonl',
      summary: 'The agreed entries of a book that was handed over, as JSON lines',
      params: shape.BookParams,
      answers: {},
      handle: async (context, { params }) => {
        const { text, digest, name } = await database.transact((transaction) =>
          readHanded(transaction, context, parts, params.book),
        );
        return new Answer(200, text, {
          'content-type': 'application/jsonl; charset=utf-8',
          'content-disposition': `attachment; filename="${name}"`,
          'repr-digest': `sha-256=:${Buffer.from(digest, 'base64url').toString('base64')}:`,
        });
      },
    }),
  ];
}
