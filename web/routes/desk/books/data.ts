import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, get, post } from '../../../api.ts';

export type Books = AnswerOf<'/api/books'>;
export type BookLine = Books['books'][number];
export type BookView = AnswerOf<'/api/books/{book}'>;
export type Taken = NonNullable<AnswerOf<'/api/books/keying/next', 'post'>['next']>;
export type Disputed = NonNullable<AnswerOf<'/api/books/review/next', 'post'>['next']>;
export type EntryField = Taken['fields'][number];
export type Decision = BodyOf<'/api/books/review/{entry}'>;

const bookPath = (book: string) => `/api/books/${encodeURIComponent(book)}`;

export const booksQuery = queryOptions({
  queryKey: ['books', 'list'],
  queryFn: ({ signal }) => get<Books>('/api/books', { signal }),
});

export function bookQuery(book: string) {
  return queryOptions({
    queryKey: ['books', 'book', book],
    queryFn: ({ signal }) => get<BookView>(bookPath(book), { signal }),
  });
}

/** Takes an entry: asked again only when the officer has finished one, or says so. */
const takes = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, retry: false } as const;

export function keyingQuery(book: string | undefined) {
  return queryOptions({
    ...takes,
    queryKey: ['book-entry', 'key', book ?? ''],
    queryFn: async () =>
      (await post<AnswerOf<'/api/books/keying/next', 'post'>>('/api/books/keying/next', book ? { book } : {})).next ??
      null,
  });
}

export function reviewQuery(book: string | undefined) {
  return queryOptions({
    ...takes,
    queryKey: ['book-entry', 'review', book ?? ''],
    queryFn: async () =>
      (await post<AnswerOf<'/api/books/review/next', 'post'>>('/api/books/review/next', book ? { book } : {})).next ??
      null,
  });
}

export function makeBook(body: BodyOf<'/api/books'>, key: string) {
  return post<AnswerOf<'/api/books', 'post', 201>>('/api/books', body, { key });
}

export function addPage(book: string, body: BodyOf<'/api/books/{book}/pages'>, key: string) {
  return post(`${bookPath(book)}/pages`, body, { key });
}

export function handOver(book: string) {
  return post(`${bookPath(book)}/hand-over`, {});
}

export function sendKeying(entry: string, body: BodyOf<'/api/books/keying/{entry}'>, key?: string) {
  return post(`/api/books/keying/${encodeURIComponent(entry)}`, body, { key });
}

export function sendDecision(entry: string, body: Decision, key?: string) {
  return post(`/api/books/review/${encodeURIComponent(entry)}`, body, { key });
}

/** Each loading of this address is a look in the journal. */
export const imageOf = (work: 'keying' | 'review', entry: string) =>
  `/api/books/${work}/${encodeURIComponent(entry)}/page`;

export const fileOf = (book: string) => `${bookPath(book)}/entries.jsonl`;
