/**
 * The vendor extensions Marginalia reads, each named here once. `CONTEXT.md` explains them to people and
 * `extensions.schema.json` checks them; an `x-…` key that is not in this list is an error.
 */
export const EXTENSIONS = {
  /** Operation: `area.method` or `area.part.method`, its place in the generated client. Required. */
  clientName: 'x-client-name',
  /** Operation: the exchange's security type. Required. Says whether a request carries the API key and a signature. */
  securityType: 'x-security-type',
  /** Operation: request weight, a list because it may depend on parameters. Required; `[]` when the docs give none. */
  requestWeight: 'x-request-weight',
  /** Operation: `read` or `write`. Required. A write is never sent twice by the client. */
  effect: 'x-effect',
  /** Operation: error codes the docs page lists. */
  errorCodes: 'x-error-codes',
  /** Operation: which parameters need, exclude or stand in for each other. */
  conditions: 'x-conditions',
  /** Operation: how a query walks through more rows than one answer can hold. */
  history: 'x-history',
  /** Operation: how to find out what became of a write whose answer never came. */
  settledBy: 'x-settled-by',
  /** Operation: which of several answers comes, by the value of a parameter. */
  responseVariants: 'x-response-variants',
  /** Operation: the parameter by which the caller names an order. */
  clientOrderId: 'x-client-order-id',
  /** Operation: where a POST, PUT or DELETE has its parameters. */
  parametersIn: 'x-parameters-in',
  /** Schema with `format: int64`: identifier, time or count. Required there. */
  int64: 'x-int64',
  /** Operation in a fragment: this operation replaces the one another source has at the same path and method. */
  replaces: 'x-replaces',
  /** Document, in one fragment: the error codes that hold for whole families of operations. */
  errorCatalogue: 'x-error-catalogue',
  /** Document, in any fragment: the user-data streams, how each is opened and which events come over it. */
  streams: 'x-streams',
} as const;

export type ExtensionName = (typeof EXTENSIONS)[keyof typeof EXTENSIONS];

export const SECURITY_TYPES = ['NONE', 'TRADE', 'MARGIN', 'USER_DATA', 'USER_STREAM', 'MARKET_DATA'] as const;
export type SecurityType = (typeof SECURITY_TYPES)[number];

export const WEIGHT_SCOPES = ['IP', 'UID', 'ORDER'] as const;
export type WeightScope = (typeof WEIGHT_SCOPES)[number];

/** `x-request-weight`: the first entry whose `when` holds applies; an entry without `when` always holds. */
export interface RequestWeight {
  readonly value: number;
  readonly scope: WeightScope;
  /** Parameter name to the values for which this entry holds; `[]` means "when the parameter is absent". */
  readonly when?: Readonly<Record<string, readonly string[]>>;
}

export type Effect = 'read' | 'write';

/** `x-error-codes`: one code may stand twice with different messages (-3015 does). */
export interface ErrorCodeEntry {
  readonly code: number;
  /** The exchange's own name, as `EXCEED_MAX_BORROWABLE`. */
  readonly name?: string;
  /** The `msg` the exchange sends, word for word: callers match on it. */
  readonly message?: string;
  /** What it means and what to do, in our own words. */
  readonly description: string;
}

/** `x-conditions`: one entry of the list. A case and what it demands, or one choice that holds in every call. */
export type Condition = WhenCondition | ChoiceCondition;

/** What has to be given and what left out. Every key is a demand of its own; a call meets all of them. */
export interface Demands {
  readonly require?: readonly string[];
  readonly forbid?: readonly string[];
  readonly atLeastOne?: readonly string[];
  readonly exactlyOne?: readonly string[];
  readonly atMostOne?: readonly string[];
}

/** The demands that leave a choice between parameters. */
export const CHOICES = ['atLeastOne', 'exactlyOne', 'atMostOne'] as const;
export type Choice = (typeof CHOICES)[number];

/** A parameter has one of some values, or is given at all. */
export type ConditionCase =
  { readonly parameter: string; readonly in: readonly string[] } | { readonly parameter: string; readonly given: true };

/** What holds in a case. `else` speaks for all others: every other value, and absence. */
export interface WhenCondition extends Demands {
  readonly when: ConditionCase;
  readonly else?: Demands;
}

/** A choice without a case. */
export type ChoiceCondition = AtLeastOneCondition | ExactlyOneCondition | AtMostOneCondition;

export interface AtLeastOneCondition {
  readonly atLeastOne: readonly string[];
}

export interface ExactlyOneCondition {
  readonly exactlyOne: readonly string[];
}

export interface AtMostOneCondition {
  readonly atMostOne: readonly string[];
}
