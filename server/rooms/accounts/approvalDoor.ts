/** A request for a person's yes on a device of theirs (sign-in elsewhere, CIBA, a desk where they stand). */
export interface NewApproval {
  readonly account: string;
  readonly kind: 'sign-in' | 'service' | 'desk';
  /** The attempt's id, the provider's request id, or the desk's challenge. */
  readonly reference: string;
  /** What the person is shown; texts already in the languages of the country where they are texts. */
  readonly matter: {
    readonly service?: string;
    readonly origin?: string;
    readonly device?: string;
    readonly network?: string;
    readonly fields?: readonly string[];
    readonly purpose?: string;
    readonly message?: string;
    /** The legal entity behind the service. */
    readonly organisation?: string;
    /** What it asks for at APIs. */
    readonly apis?: readonly {
      readonly indicator: string;
      readonly name: string;
      readonly organisation?: string;
      readonly scopes: readonly { readonly scope: string; readonly name: string; readonly description: string }[];
    }[];
    /** What it asks for beside the sign-in; `until`: the last day. */
    readonly shared?: {
      readonly purpose: string;
      readonly law: string;
      readonly fields: readonly string[];
      /** What the purpose does not usually need. */
      readonly beyond: readonly string[];
      readonly until: string;
      /** Name of whom it is about, where that is a represented person. */
      readonly about?: string;
      /** Whose yes is needed beside this one. */
      readonly beside?: 'child' | 'guardian' | 'heard';
    };
  };
  /** The number that stands on the other screen; one is drawn when none is given. */
  readonly number?: number;
  readonly seconds: number;
}

export interface Approval {
  readonly account: string;
  readonly approval: string;
  readonly kind: NewApproval['kind'];
  readonly reference: string;
  readonly matter: NewApproval['matter'];
  readonly number: number;
  readonly state: 'waiting' | 'approved' | 'refused' | 'failed' | 'expired';
  readonly expiresAt: string;
  /** Session that decided. */
  readonly session: string | undefined;
}
