/**
 * Which of several results a call gives, by the values of its parameters: types alone, nothing of this exists at run
 * time. The runtime reads all of them in one way.
 */

/** Said of an operation whose result depends on a parameter. */
export interface Variants {
  /** The parameter that decides. */
  readonly parameter: string;
  /** The results by its values. */
  readonly results: object;
  /** Which value holds where it is left out; where that depends on another parameter, by the values of that. */
  readonly otherwise: string | { readonly parameter: string; readonly values: object; readonly else: string };
}

/** The result for these params: one where their types tell, else all that it can be. */
export type VariantResult<Given extends Variants, Params> = Params extends unknown
  ? ValueOf<Params, Given['parameter']> extends infer Value
    ? Lookup<Given['results'], Value extends undefined ? Otherwise<Given['otherwise'], Params> : Value>
    : never
  : never;

/** The type of a property, with `undefined` where it may be left out; taken from one member of a union at a time. */
type ValueOf<Params, Name extends PropertyKey> = Name extends keyof Params
  ? // What is optional may be absent, whatever `exactOptionalPropertyTypes` makes of its type.
    object extends Pick<Params, Name>
    ? Params[Name] | undefined
    : Params[Name]
  : undefined;

/** Of a parameter whose values nobody lists, only whether it is there decides. */
type Lookup<Results, Value> = Results extends { readonly present: infer Present; readonly absent: infer Absent }
  ? Value extends 'absent'
    ? Absent
    : Present
  : Results[Extract<Value, keyof Results>];

type Otherwise<Choice, Params> = Choice extends {
  readonly parameter: infer Name extends string;
  readonly values: infer Values;
  readonly else: infer Rest;
}
  ? ValueOf<Params, Name> extends infer Value
    ? Value extends keyof Values
      ? Values[Value]
      : Rest
    : never
  : Choice;

/** What an operation gives for these params. */
export type ResultFor<Result, Given, Params> = Given extends Variants ? VariantResult<Given, Params> : Result;

/**
 * What a call takes. Only where the result depends on them are params inferred as they are given; everywhere else the
 * compiler says best what is wrong with them.
 */
export type ParamsFor<Params, Choice, Given> = Choice extends Variants
  ? Given & KnownOnly<Given, Params>
  : NoInfer<Params>;

/** Stands where a property is no parameter of the operation: no value is of this type. */
export interface NoSuchParameter {
  readonly [noSuchParameter]: never;
}

declare const noSuchParameter: unique symbol;

/** Refuses what is no parameter: where params are inferred as they are given, the compiler does not do so by itself. */
export type KnownOnly<Given, Params> = {
  readonly [Name in Exclude<KeysOf<Given>, KeysOf<Params>>]: NoSuchParameter;
};

type KeysOf<Params> = Params extends unknown ? keyof Params : never;
