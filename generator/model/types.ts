import type { Effect, RequestWeight, SecurityType } from '../core/extensions.js';
import type { FileStem, Identifier } from '../core/names.js';
import type { Position } from '../core/position.js';
import type { DocText } from '../core/prose.js';
import type { WireScheme } from '../core/security-needs.js';

/** Everything the emitters know. Nothing in it is a bare string that reaches code without a helper that escapes it. */
export interface ApiModel {
  /** Sorted by name. */
  readonly areas: readonly AreaModel[];
  /** Sorted by `id`. */
  readonly operations: readonly OperationModel[];
  /** Named schemas that operations use, sorted by name. */
  readonly schemas: readonly SchemaModel[];
}

/** The operations that stand together in the client: `client.margin`. */
export interface AreaModel {
  /** The property of the client, a plain camelCase word. */
  readonly member: string;
  readonly stem: FileStem;
  /** `MarginArea` */
  readonly typeName: Identifier;
  /** `createMarginArea` */
  readonly factory: Identifier;
  /** Sorted by member. */
  readonly operations: readonly OperationModel[];
}

export type WireMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type { WireScheme };

export interface OperationModel {
  /** The standalone export: `marginBorrowRepay`. */
  readonly id: Identifier;
  readonly stem: FileStem;
  readonly paramsType: Identifier;
  /** Names the parameters without their conditions; not exported. */
  readonly fieldsType: Identifier;
  readonly resultType: Identifier;
  /** `area.member` of the facade. */
  readonly area: string;
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
  readonly summary: DocText;
  readonly description: DocText;
  readonly deprecated: boolean;
  readonly params: ParamsModel;
  readonly response: ResponseModel;
  readonly origin: Position;
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
  /** Sentences that say in words what the groups say in types. */
  readonly rules: readonly DocText[];
  /** Whether a call may leave the params out altogether. */
  readonly optional: boolean;
}

export interface ParameterModel extends FieldModel {
  readonly kind: ParameterKindModel;
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
}

/** How the runtime reads the response. Fields are pairs, so that a property named `__proto__` is one like any other. */
export type ResponseKindModel =
  | ScalarKind
  | 'any'
  | { readonly list: ResponseKindModel }
  | { readonly record: ResponseKindModel }
  | { readonly fields: readonly (readonly [string, ResponseKindModel])[] };

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
      readonly name: 'string' | 'number' | 'bigint' | 'boolean' | 'unknown' | 'null' | 'never';
    }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'union'; readonly members: readonly TypeModel[] }
  | { readonly kind: 'array'; readonly items: TypeModel; readonly readonly: boolean }
  | { readonly kind: 'record'; readonly values: TypeModel }
  /** `schema` names the file of a component schema; without it the declaration is in the same file. */
  | { readonly kind: 'reference'; readonly name: Identifier; readonly schema: FileStem | undefined };
