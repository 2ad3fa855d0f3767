import type { Diagnostic } from '../core/diagnostic.js';
import type { SecurityType, WeightScope } from '../core/extensions.js';
import type { Position } from '../core/position.js';
import type { Fact, Language, PageKind, PageState } from './page-types.js';

export type * from './page-types.js';

/**
 * What one documentation page says, as data. `EndpointFacts` is plain JSON and a contract: fields are added, never
 * renamed. `undefined` always means "the page does not say", never "no".
 */

/** One endpoint in one language. */
export interface EndpointFacts {
  readonly file: string;
  readonly language: Language;
  readonly identity?: Fact;
  readonly updatedAt?: string;
  readonly title?: Fact;
  /** From the title's parentheses. */
  readonly securityType?: Fact<SecurityType>;
  readonly method: Fact;
  /** With its leading slash, whether or not the page has it. */
  readonly path: Fact;
  readonly weights: readonly WeightFact[];
  /** Limits other than weight, as the page words them. */
  readonly rateLimits: readonly Fact[];
  /** `undefined`: no parameter table and no "None". */
  readonly parameters?: ParameterTable;
  readonly conditions: readonly ConditionFact[];
  /** Which parameters stand in for each other, or exclude each other, in every call. */
  readonly choices?: readonly ChoiceFact[];
  readonly notes: readonly Fact[];
  readonly examples: readonly ExampleFact[];
  readonly responseTable?: ResponseTable;
  readonly errors: readonly ErrorFact[];
  /** Where the page says that the endpoint is to go, or is not to be used any more. */
  readonly deprecated?: Fact;
  readonly incomplete?: Fact;
  readonly diagnostics: readonly Diagnostic[];
}

export interface WeightFact extends Fact<number> {
  readonly scope?: WeightScope;
  readonly condition?: WeightCondition;
}

/** `parameter` and `given` where the words are understood; `text` always. */
export interface WeightCondition {
  readonly text: string;
  readonly parameter?: string;
  readonly given?: boolean;
}

export interface ParameterTable {
  /** The header row, or the word that says there are none. */
  readonly at: Position;
  readonly rows: readonly ParameterFact[];
}

export const DOC_TYPES = [
  'STRING',
  'ENUM',
  'LONG',
  'INT',
  'DECIMAL',
  'BOOLEAN',
  'ARRAY',
  'OBJECT',
  'OBJECT ARRAY',
] as const;
export type DocType = (typeof DOC_TYPES)[number];

/** What the column says: YES, NO, or that it depends. */
export type MandatoryWord = 'yes' | 'no' | 'depends';
/** What the row means once its description is read. */
export type MandatoryMeaning = 'required' | 'optional' | 'conditional';

export interface ParameterFact {
  readonly name: string;
  /** The whole row as a reader sees it, cells joined by ` | `. */
  readonly quote: string;
  readonly at: Position;
  readonly type?: Fact<DocType>;
  readonly mandatory?: MandatoryFact;
  /** Listed values; never read from a sentence that gives examples or names values of another parameter. */
  readonly values?: Fact<readonly string[]>;
  readonly default?: Fact;
  /** Limits of the value itself, as exact decimal text. */
  readonly maximum?: Fact;
  readonly minimum?: Fact;
  /** How many characters the value may have. */
  readonly minLength?: Fact<number>;
  readonly maxLength?: Fact<number>;
  /** The regular expression that the value has to match, as written. */
  readonly pattern?: Fact;
  readonly unit?: Fact<Unit>;
  /** The sentences that say when it may, must or must not be sent. */
  readonly conditions?: readonly Fact[];
  /** An ENUM without values here: the name, or the words, to look up among the definitions. */
  readonly valuesFrom?: string;
  /** What the definitions say, from `resolveDefinitions`. `quote` is the heading there, `at` its place. */
  readonly definedValues?: Fact<readonly string[]>;
  readonly description?: Fact;
}

/** What a number counts. `base-asset` and `quote-asset` are those of the symbol, `asset` the one that is sent along. */
export const UNITS = [
  'us',
  'ms',
  's',
  'minutes',
  'hours',
  'days',
  'percent',
  'base-asset',
  'quote-asset',
  'asset',
] as const;
export type Unit = (typeof UNITS)[number];

export interface MandatoryFact extends Fact<MandatoryWord> {
  readonly meaning: MandatoryMeaning;
  /** The words of the description that `meaning` rests on, when they say something else than the column. */
  readonly because?: string;
}

/** A row of a table such as "Type | Additional mandatory parameters". */
export interface ConditionFact {
  readonly when: Fact;
  readonly require: readonly string[];
  /** Those of `require` that stand in for each other (`a and/or b`): at least one of each group is needed. */
  readonly anyOf?: readonly (readonly string[])[];
}

/** Parameters that stand in for each other. `needed`: at least one is. `exclusive`: no second one may be sent. */
export interface ChoiceFact {
  readonly names: readonly string[];
  readonly needed: boolean;
  readonly exclusive: boolean;
  readonly quote: string;
  readonly at: Position;
}

export type JsonKind = 'string' | 'integer' | 'decimal' | 'boolean' | 'null' | 'object' | 'array';

export interface ExampleFact {
  /** What stands above it, such as `Response ACK`. */
  readonly label?: string;
  readonly at: Position;
  /** What had to be put right to read it; empty for an example that is JSON. */
  readonly repairs: readonly ExampleRepair[];
  /** What the answer is: '' an object, `[]` a list of objects, `[][]` a list of lists. */
  readonly shape: string;
  /** What stands in the (innermost) list, where the answer is one and holds something. */
  readonly items?: readonly JsonKind[];
  readonly fields: readonly FieldFact[];
}

export type RepairKind =
  | 'comment'
  | 'ellipsis'
  | 'trailing-comma'
  | 'missing-comma'
  | 'full-width'
  | 'quotes'
  | 'unquoted-key'
  | 'unquoted-word'
  | 'unclosed-string'
  | 'unclosed'
  | 'duplicate-key'
  | 'missing-value'
  | 'stray-text';

export interface ExampleRepair {
  readonly kind: RepairKind;
  readonly at: Position;
  readonly text: string;
}

/** One field of an example. The elements of an array share their fields: `rows[].amount`. */
export interface FieldFact {
  readonly path: string;
  /** Empty where no example shows a value, only an ellipsis or nothing. */
  readonly kinds: readonly JsonKind[];
  /** What stands in the list, where it is one and holds something: `array` for a list of lists. */
  readonly items?: readonly JsonKind[];
  /** The first value's token, exactly as written: no digit of an int64 or a decimal is lost. */
  readonly token: string;
  /** Every text that it shows is a number in quotes. */
  readonly numericText?: true;
  /** Whether every object at this place has it. */
  readonly always: boolean;
  readonly quote: string;
  readonly at: Position;
}

export interface ResponseTable {
  readonly at: Position;
  readonly rows: readonly ResponseRow[];
}

export interface ResponseRow {
  readonly name: string;
  /** Like a field's path: by the arrows of the table and, where they do not tell, by the only example field to fit. */
  readonly path: string;
  readonly type?: Fact<DocType>;
  readonly description?: Fact;
  readonly quote: string;
  readonly at: Position;
}

export interface ErrorFact {
  /** The half that lists it, in the catalogue of an error-code page. Errors of an endpoint have its language. */
  readonly language?: Language;
  readonly code?: Fact<number>;
  readonly name?: Fact;
  /** The `msg` the exchange sends, word for word. */
  readonly message?: Fact;
  readonly description?: string;
  readonly quote: string;
  readonly at: Position;
}

/**
 * All that one page says: what `marginalia docs facts --json` prints for it, described by `facts.schema.json`. A
 * contract: fields are added, never renamed.
 */
export interface PageFacts {
  readonly file: string;
  readonly state: PageState;
  readonly kind: PageKind;
  /** What the page is by its own heading anchors. */
  readonly identity?: Fact;
  /** What the front matter claims it is; it can be wrong. */
  readonly sourceUrl?: Fact;
  readonly updatedAt?: string;
  readonly endpoints: readonly EndpointFacts[];
  readonly events: readonly EventFacts[];
  /** Lists of values that parameter tables refer to, from a page of common definitions; those of an event's fields. */
  readonly definitions: readonly DefinitionFact[];
  /** The catalogue of an error-code page. Errors of one endpoint stand with the endpoint. */
  readonly errors: readonly ErrorFact[];
  readonly changes: readonly ChangeFact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One event of a user-data stream in one language. */
export interface EventFacts {
  readonly file: string;
  readonly language: Language;
  readonly identity?: Fact;
  readonly updatedAt?: string;
  readonly title?: Fact;
  /** The value of its field `e`, as the page names it: `executionReport`. */
  readonly name?: Fact;
  readonly notes: readonly Fact[];
  readonly examples: readonly ExampleFact[];
  readonly responseTable?: ResponseTable;
  readonly incomplete?: Fact;
  readonly diagnostics: readonly Diagnostic[];
}

/** "Order status (status)": a list of values under one name. */
export interface DefinitionFact {
  readonly language: Language;
  /** The heading, as a reader sees it. */
  readonly title: Fact;
  /** The parameter and field names that the heading gives in parentheses or in back-ticks. */
  readonly names: readonly string[];
  readonly values: readonly DefinitionValue[];
}

export interface DefinitionValue extends Fact {
  readonly description?: string;
}

/** One line of a change log that names an endpoint. */
export interface ChangeFact {
  readonly language: Language;
  /** `2025-04-30`: the newest date heading above it. */
  readonly date?: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly method?: string;
  readonly path: string;
  readonly quote: string;
  readonly at: Position;
}
