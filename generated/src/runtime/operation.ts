/**
 * What one operation is, as data. The generated client is a set of these descriptors; this runtime interprets them.
 * A descriptor refers to nothing else, so a bundle holds only the operations that a program uses.
 */

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `apiKey`: the request carries `X-MBX-APIKEY`. `signature`: it carries `timestamp`, `recvWindow` and `signature`. */
export type SecurityScheme = 'apiKey' | 'signature';

/** What the documentation calls the security type: which permissions the API key needs. */
export type SecurityType = 'NONE' | 'TRADE' | 'MARGIN' | 'USER_DATA' | 'USER_STREAM' | 'MARKET_DATA';

/** `IP` and `UID` count against an address or an account; `ORDER` counts orders. */
export type WeightScope = 'IP' | 'UID' | 'ORDER';

/** The first entry whose `when` holds applies; an entry without `when` always holds. */
export interface RequestWeight {
  /** How much one call counts. */
  readonly value: number;
  /** Against what it counts. */
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
  /** A list, or an object: the value itself tells. */
  | { readonly either: readonly [list: ResponseKind, object: ResponseKind] }
  | {
      readonly fields: Readonly<Record<string, ResponseKind>>;
      /** The fields that are always there. */
      readonly required?: readonly string[];
    };

/** What the documentation says of an error code. One code may have several messages. */
export interface DocumentedError {
  /** As -3006. */
  readonly code: number;
  /** The exchange's name for it, such as `EXCEED_MAX_BORROWABLE`. */
  readonly name?: string;
  /** The `msg` that tells this meaning from others of the same code. */
  readonly message?: string;
  /** What it means and what to do, in a sentence or two. */
  readonly description: string;
}

/**
 * What values a parameter may have, as far as the spec says: checked before a byte is sent. A parameter without an entry
 * takes whatever its kind takes. Of a list, all but the lengths speak of each item.
 */
export interface ParameterLimits {
  /** The only texts it may be, as they are sent. */
  readonly values?: readonly string[];
  /** Bounds of a number, both included. */
  readonly min?: number;
  readonly max?: number;
  /** Bounds of a text's length, or of how many items a list has, both included. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A regular expression that the whole text matches. */
  readonly pattern?: string;
}

/** What has to be given and what left out. Every key is a demand of its own. */
export interface Demands {
  readonly require?: readonly string[];
  readonly forbid?: readonly string[];
  readonly atLeastOne?: readonly string[];
  readonly exactlyOne?: readonly string[];
  readonly atMostOne?: readonly string[];
}

/** Which parameters need, exclude or stand in for each other. Without `when` the demands hold in every call. */
export interface Condition extends Demands {
  /** Holds when the parameter has one of these values, or is given at all. */
  readonly when?: { readonly parameter: string; readonly in?: readonly string[]; readonly given?: true };
  /** For every other value, and for absence. */
  readonly else?: Demands;
}

/** How a query walks through more than one answer can hold. */
export interface History {
  /** The field of the result that holds the rows; without it the result is the list itself. */
  readonly rows?: string;
  /** The field of a row that tells it from all others. */
  readonly id: string;
  /** The field of a row with its time, in milliseconds since the Unix epoch. */
  readonly time?: string;
  /** The parameter for how many rows one answer may hold, and how many it may at most. */
  readonly size: { readonly parameter: string; readonly max: number };
  /** Counts pages from 1. */
  readonly page?: { readonly parameter: string };
  /** Gives rows from this id on, ascending; the id belongs to the answer. */
  readonly from?: { readonly parameter: string };
  /** The parameters for the first and last millisecond, and how long a span the exchange takes at most. */
  readonly window?: { readonly start: string; readonly end: string; readonly maxMs: number };
}

/** How to find out what became of a write whose answer never came. */
export interface Settlement {
  /** The query that knows. */
  readonly operation: Operation<never, unknown>;
  /** Its parameters by name: a parameter of the write to copy (left out where the write has none), or a fixed text. */
  readonly parameters: Readonly<Record<string, { readonly from: string } | { readonly value: string }>>;
  /** The parameter that takes the earliest time to look at, in milliseconds. */
  readonly since?: string;
  /**
   * For a query that gives the record itself: its field with the time when the exchange made it, in milliseconds. An
   * older one is that of another write with the same id.
   */
  readonly time?: string;
  /**
   * For a query that gives a setting: field of the answer to the parameter of the write that it must equal. A setting
   * can have been so before, and may still change: it is judged only once nothing more can come.
   */
  readonly equal?: Readonly<Record<string, string>>;
  /** Codes by which the query says that there is nothing: `-2013`. */
  readonly absent?: readonly number[];
  /**
   * What it says when the query shows nothing, once nothing more can come: that the write was carried out, or nothing.
   * Without it, that the write was not carried out.
   */
  readonly absence?: 'done' | 'undecided';
  /** For a query that gives a list: which rows are the write's. Without it the answer itself is. */
  readonly rows?: {
    /** The field of the result that holds the rows; without it the result is the list itself. */
    readonly field?: string;
    /**
     * Field of a row to the parameter of the write that it must equal; `a.b` is a field within a field. Numbers are
     * compared as decimals.
     */
    readonly equal: Readonly<Record<string, string>>;
    /** The field of a row with its time, in milliseconds. Without it the rows are settings, as with `equal` above. */
    readonly time?: string;
  };
  /** The field that says how far the exchange has come, and the texts for "done" and "failed"; others are pending. */
  readonly state?: { readonly field: string; readonly done: readonly string[]; readonly failed: readonly string[] };
  /** What to ask when this query shows nothing: it alone shows all that this one leaves out. */
  readonly otherwise?: Settlement;
}

declare const types: unique symbol;
declare const variants: unique symbol;

/**
 * One callable operation, typed by its parameters and its result; where the result depends on the parameters, also by
 * how (`Variants`), and `Result` is all that it can be.
 */
export interface Operation<Params, Result, Given = unknown> {
  /** As in the client: `margin.orders.create`. */
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
  /** The names of those that every call has to give. */
  readonly required: readonly string[];
  /** What values they may have. */
  readonly limits?: Readonly<Record<string, ParameterLimits>>;
  readonly conditions?: readonly Condition[];
  /** How the answer is read. */
  readonly response: ResponseKind;
  /** Whether an answer without a body is one: the result is `null` then, or undefined where none was ever described. */
  readonly mayBeEmpty?: true;
  /** What its page says of error codes. */
  readonly errors: readonly DocumentedError[];
  /** For a query whose rows can be walked through. */
  readonly history?: History;
  /** For a write: how to find out what became of it. */
  readonly settlement?: Settlement;
  /** The parameter by which the caller names an order; the client fills it in when it is absent. */
  readonly clientOrderId?: string;
  /** Where a POST, PUT or DELETE has its parameters, when the client's choice is not to count. */
  readonly parametersIn?: 'query' | 'body';
  /** The documentation page. */
  readonly docs?: string;
  /** Never present at run time: carries the types. */
  readonly [types]?: (params: Params) => Result;
  /** Neither is this. */
  readonly [variants]?: Given;
}

declare const rowType: unique symbol;

/** An operation whose rows can be walked through, typed by what one row is. */
export interface HistoryOperation<Params, Result, Row> extends Operation<Params, Result> {
  readonly history: History;
  /** Never present at run time: carries the type. */
  readonly [rowType]?: (row: Row) => Row;
}
