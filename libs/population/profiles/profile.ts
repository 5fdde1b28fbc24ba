/** What a synthetic country needs beyond the country's own data: how addresses are written, where peoples live, who signs. */
export interface Profile {
  /** The register's first day; synthetic collection begins on it. `YYYY-MM-DD` */
  readonly opened: string;
  /** ISO 3166-1 alpha-3 of the country itself. */
  readonly nationality: string;
  /** Unit types that are towns: denser, addressed by street. */
  readonly urbanTypes: readonly string[];
  readonly streets: readonly string[];
  /** Words for a numbered village or quarter, by region of the country. */
  readonly villages: Readonly<Record<string, readonly string[]>>;
  /** What stands before a commune's name in the name of its civil registry. */
  readonly registry: string;
  /** Office that issues cards, from a day on, in order. */
  readonly cardIssuers: readonly { readonly from: string; readonly name: string }[];
  readonly passportIssuer: string;
  /** Old identity card: for whom it was made, and the last day on which it was valid. */
  readonly oldCard?: { readonly issuedFrom: string; readonly issuedTo: string; readonly validTo: string };
  /** Ids of legal bases, by kind of act. */
  readonly legalBasis: Readonly<Record<ActName, string>>;
  /** Ten-digit range of telephone numbers that is not given to subscribers; seven digits follow. */
  readonly phonePrefix: string;
  readonly mailDomain: string;
  /** Share of peoples in per cent, by code of the province (of the number's place codes); the rest is `majority`. */
  readonly majority: string;
  readonly peoples: Readonly<Record<string, readonly (readonly [ethnicity: string, percent: number])[]>>;
  /** Ethnicity of persons who are not citizens. */
  readonly foreignEthnicity?: string;
}

export const actNames = [
  'collected',
  'birth',
  'correct',
  'marry',
  'divorce',
  'widowed',
  'move',
  'identity',
  'missing',
  'death',
] as const;
export type ActName = (typeof actNames)[number];
