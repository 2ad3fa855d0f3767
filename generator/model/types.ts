import type { Condition, Effect, RequestWeight, SecurityType } from '../core/extensions.js';
import type { FileStem, Identifier } from '../core/names.js';
import type { Position } from '../core/position.js';
import type { DocText } from '../core/prose.js';
import type { WireScheme } from '../core/security-needs.js';
import type { StreamModel } from './read-streams-types.js';

/** Everything the emitters know. Nothing in it is a bare string that reaches code without a helper that escapes it. */
export interface ApiModel {
  /** Those at the top of the client, sorted by name. */
  readonly areas: readonly AreaModel[];
  /** Sorted by `id`. */
  readonly operations: readonly OperationModel[];
  /** Named schemas that operations use, sorted by name. */
  readonly schemas: readonly SchemaModel[];
  /** Every error that has a name, of the catalogue and of the operations, sorted by name. */
  readonly errorNames: readonly ErrorNameModel[];
  /** Sorted by name. */
  readonly streams: readonly StreamModel[];
}

/** What stands together in the client: `client.margin.orders`. */
export interface AreaModel {
  /** From the top of the client: `margin.orders`. */
  readonly path: string;
  /** The property of the client or of the area above: `orders`, a plain camelCase word. */
  readonly member: string;
  readonly stem: FileStem;
  /** `MarginOrdersArea` */
  readonly typeName: Identifier;
  /** `createMarginOrdersArea` */
  readonly factory: Identifier;
  /** Sorted by member; none has the member of an area below. */
  readonly operations: readonly OperationModel[];
  /** Sorted by member. */
  readonly areas: readonly AreaModel[];
}

export type WireMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type { WireScheme };

export interface OperationModel {
  /** The standalone export: `marginOrdersCreate`. */
  readonly id: Identifier;
  readonly stem: FileStem;
  readonly paramsType: Identifier;
  /** Names the parameters without their conditions; not exported. */
  readonly fieldsType: Identifier;
  readonly resultType: Identifier;
  /** Names how the result depends on the parameters, where it does. */
  readonly variantsType: Identifier;
  /** The path of its area in the client: `margin.orders`. */
  readonly area: string;
  /** Its name there: `create`. */
  readonly member: string;
  readonly method: WireMethod;
  readonly path: string;
  readonly server: string;
  readonly security: readonly (readonly WireScheme[])[];
  readonly securityType: SecurityType;
  readonly weight: readonly RequestWeight[];
  readonly effect: Effect;
  readonly errors: readonly ErrorModel[];
  /** A checked http(s) address. */
  readonly docs: string | undefined;
  /** What its page calls it; empty where nobody says. */
  readonly docsName: DocText;
  readonly summary: DocText;
  readonly description: DocText;
  readonly deprecated: boolean;
  readonly params: ParamsModel;
  readonly response: ResponseModel;
  readonly history: HistoryModel | undefined;
  readonly settlement: SettlementModel | undefined;
  /** The parameter by which the caller names an order. */
  readonly clientOrderId: string | undefined;
  readonly parametersIn: 'query' | 'body' | undefined;
  readonly origin: Position;
}

/** How a query walks through its rows; every name in it is a parameter or a field that exists. */
export interface HistoryModel {
  /** The field that holds the rows; undefined where the result is the list itself. */
  readonly rows: string | undefined;
  readonly id: string;
  readonly time: string | undefined;
  readonly size: { readonly parameter: string; readonly max: number };
  readonly page: string | undefined;
  readonly from: string | undefined;
  readonly window: { readonly start: string; readonly end: string; readonly maxMs: number } | undefined;
  /** The type of one row. */
  readonly row: TypeModel;
}

/** How to find out what became of a write. */
export interface SettlementModel {
  /** The standalone export of the query, and its module. */
  readonly operation: Identifier;
  readonly stem: FileStem;
  readonly parameters: readonly (readonly [string, { readonly from: string } | { readonly value: string }])[];
  readonly since: string | undefined;
  readonly time: string | undefined;
  /** Of an answer that is no list: its fields, with the parameters of the write that they must equal. */
  readonly equal: readonly (readonly [string, string])[];
  readonly absent: readonly number[];
  /** What it says when the query shows nothing; without it, that the write was not carried out. */
  readonly absence: 'done' | 'undecided' | undefined;
  readonly rows:
    | {
        readonly field: string | undefined;
        readonly equal: readonly (readonly [string, string])[];
        readonly time: string | undefined;
      }
    | undefined;
  readonly state:
    { readonly field: string; readonly done: readonly string[]; readonly failed: readonly string[] } | undefined;
  /** What to ask when the query shows nothing. */
  readonly otherwise: SettlementModel | undefined;
}

/** One of the exchange's names for errors, with all that it stands for. */
export interface ErrorNameModel {
  readonly name: string;
  /** Sorted by code, then by message. */
  readonly meanings: readonly ErrorModel[];
}

export interface ErrorModel {
  readonly code: number;
  readonly name: string | undefined;
  /** The `msg` on the wire, kept exactly. */
  readonly message: string | undefined;
  readonly description: DocText;
}

export interface ParamsModel {
  /** In the order of the spec. Without what the runtime adds: `timestamp`, `recvWindow`, `signature`, the API key. */
  readonly parameters: readonly ParameterModel[];
  /** Each group is a choice of one of its variants; a call satisfies one variant of every group. */
  readonly groups: readonly VariantGroup[];
  /** What the groups say in types, as data. */
  readonly conditions: readonly Condition[];
  /** The same in words. */
  readonly rules: readonly DocText[];
  /** Whether a call may leave the params out altogether. */
  readonly optional: boolean;
}

export interface ParameterModel extends FieldModel {
  readonly kind: ParameterKindModel;
  readonly limits: LimitsModel;
}

/** What values a parameter may have, as they are sent; empty where the spec does not say. */
export interface LimitsModel {
  readonly values?: readonly string[] | undefined;
  /** Bounds are included. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Of a text, or of how many items a list has. */
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** Matches the whole text. */
  readonly pattern?: string | undefined;
}

export type ScalarKind = 'string' | 'id' | 'decimal' | 'time' | 'int' | 'bool';
export type ParameterKindModel = ScalarKind | { readonly list: ScalarKind };

export type VariantGroup = readonly Variant[];

/** Narrows some parameters: to fewer values, to required, or to absent. */
export interface Variant {
  readonly fields: readonly VariantField[];
}

export type VariantField =
  | { readonly name: string; readonly presence: 'required' | 'optional'; readonly type: TypeModel }
  | { readonly name: string; readonly presence: 'absent' };

/** One property of an interface: of the params or of a response. */
export interface FieldModel {
  readonly name: string;
  readonly required: boolean;
  readonly type: TypeModel;
  readonly doc: FieldDoc;
}

/** What the spec says of a value, for the comment above it. */
export interface FieldDoc {
  readonly description: DocText;
  /** Default, limits, units: one short sentence each. */
  readonly facts: readonly DocText[];
  readonly deprecated: boolean;
}

export interface ResponseModel {
  /** Declarations of the operation's own file; the first one is the result type itself. */
  readonly declarations: readonly Declaration[];
  readonly kind: ResponseKindModel;
  /** Whether it may come without a body: null is one of its values, or no body is described at all. */
  readonly mayBeEmpty: boolean;
  readonly variants: VariantsModel | undefined;
}

/** Which of several results comes, by the value of a parameter; the result type is then what these make of it. */
export interface VariantsModel {
  readonly name: Identifier;
  readonly parameter: string;
  /** By each value of the parameter. */
  readonly results: readonly (readonly [value: string, type: TypeModel])[];
  /** The value that holds where the parameter is left out, or how it follows from another parameter. */
  readonly otherwise:
    | string
    | {
        readonly parameter: string;
        readonly values: readonly (readonly [value: string, variant: string])[];
        readonly else: string;
      };
}

/** How the runtime reads the response. Fields are pairs, so that a property named `__proto__` is one like any other. */
export type ResponseKindModel =
  | ScalarKind
  | 'any'
  | { readonly list: ResponseKindModel }
  | { readonly record: ResponseKindModel }
  /** A list or an object, in this order. */
  | { readonly either: readonly [ResponseKindModel, ResponseKindModel] }
  | FieldsKindModel;

export interface FieldsKindModel {
  readonly fields: readonly (readonly [string, ResponseKindModel])[];
  /** Those of the fields that are always there. */
  readonly required: readonly string[];
}

export interface SchemaModel {
  readonly name: Identifier;
  readonly stem: FileStem;
  /** The schema itself first, then the nested ones it refers to. */
  readonly declarations: readonly Declaration[];
}

export type Declaration = InterfaceDeclaration | AliasDeclaration;

export interface InterfaceDeclaration {
  readonly kind: 'interface';
  readonly name: Identifier;
  readonly doc: FieldDoc;
  readonly fields: readonly FieldModel[];
}

export interface AliasDeclaration {
  readonly kind: 'alias';
  readonly name: Identifier;
  readonly doc: FieldDoc;
  readonly type: TypeModel;
}

export type TypeModel =
  | {
      readonly kind: 'keyword';
      readonly name: 'string' | 'number' | 'bigint' | 'boolean' | 'unknown' | 'null' | 'never' | 'void';
    }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'union'; readonly members: readonly TypeModel[] }
  | { readonly kind: 'array'; readonly items: TypeModel; readonly readonly: boolean }
  | { readonly kind: 'record'; readonly values: TypeModel }
  /** `schema` names the file of a component schema; without it the declaration is in the same file. */
  | { readonly kind: 'reference'; readonly name: Identifier; readonly schema: FileStem | undefined };
