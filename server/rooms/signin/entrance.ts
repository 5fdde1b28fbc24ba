/** A way into the sign-in page beside the usual ones (the demonstration's personas). */
export interface Entrance {
  readonly id: string;
  /** HTML, escaped, to stand on the sign-in page; forms post to `/sign-in/<uid>/<id>`. */
  render(language: string, uid: string): string;
  /** What the form said -> whose account. undefined: show the page again. */
  enter(form: Readonly<Record<string, string>>): Promise<string | undefined>;
}
