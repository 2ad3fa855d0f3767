/**
 * What one operation is, as data. The generated client is a set of these descriptors; this runtime interprets them.
 * A descriptor refers to nothing else, so a bundle holds only the operations that a program uses.
 */

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `apiKey`: the request carries `X-MBX-APIKEY`. `signature`: it carries `timestamp`, `recvWindow` and `signature`. */
export type SecurityScheme = 'apiKey' | 'signature';

export type SecurityType = 'NONE' | 'TRADE' | 'MARGIN' | 'USER_DATA' | 'USER_STREAM' | 'MARKET_DATA';

/** `IP` and `UID` count against an address or an account; `ORDER` counts orders. */
export type WeightScope = 'IP' | 'UID' | 'ORDER';

/** The first entry whose `when` holds applies; an entry without `when` always holds. */
export interface RequestWeight {
  readonly value: number;
  readonly scope: WeightScope;
  /** Parameter name to the values for which this entry holds; an empty list means "when the parameter is absent". */
  readonly when?: Readonly<Record<string, readonly string[]>>;
}

/**
 * How a parameter is written into the request.
 * `id`: an int64 given as string, bigint or safe integer. `decimal`: string or finite number, sent without an exponent.
 * `time`: milliseconds since the Unix epoch. `int`: a safe integer. `bool`: `true` or `false`.
 */
export type ParameterKind =
  'string' | 'id' | 'decimal' | 'time' | 'int' | 'bool' | { readonly list: Exclude<ParameterKind, object> };

/**
 * How a response value is read. `id` and `decimal` become exact strings whether the wire has a string or a number;
 * `time` and `int` become numbers; `any` is passed on as JSON with long integers and decimals kept as exact strings.
 */
export type ResponseKind =
  | 'string'
  | 'id'
  | 'decimal'
  | 'time'
  | 'int'
  | 'bool'
  | 'any'
  | { readonly list: ResponseKind }
  | { readonly record: ResponseKind }
  | { readonly fields: Readonly<Record<string, ResponseKind>> };

/** What the documentation says of an error code. One code may have several messages. */
export interface DocumentedError {
  readonly code: number;
  /** The exchange's name for it, such as `EXCEED_MAX_BORROWABLE`. */
  readonly name?: string;
  /** The `msg` that tells this meaning from others of the same code. */
  readonly message?: string;
  readonly description: string;
}

declare const types: unique symbol;

/** One callable operation, typed by its parameters and its result. */
export interface Operation<Params, Result> {
  /** `area.method`, as in the client: `margin.borrowRepay`. */
  readonly name: string;
  readonly method: HttpMethod;
  readonly path: string;
  /** Origin of the API family, such as `https://papi.binance.com`. */
  readonly server: string;
  /** Alternatives; within one, every scheme is needed. `[]`, or an empty alternative: no key goes along. */
  readonly security: readonly (readonly SecurityScheme[])[];
  readonly securityType: SecurityType;
  readonly weight: readonly RequestWeight[];
  /** A write is never sent twice by the client. */
  readonly effect: 'read' | 'write';
  /** Kinds of all parameters a caller may give, in the order of the spec. Never `timestamp` or `signature`. */
  readonly parameters: Readonly<Record<string, ParameterKind>>;
  readonly required: readonly string[];
  readonly response: ResponseKind;
  readonly errors: readonly DocumentedError[];
  /** The documentation page. */
  readonly docs?: string;
  /** Never present at run time: carries the types. */
  readonly [types]?: (params: Params) => Result;
}
