/** Provided when the program is built or tested: see build-validators.mjs. */
declare module 'virtual:validators' {
  export interface SchemaError {
    /** JSON Pointer to the value that does not fit. */
    readonly instancePath: string;
    readonly schemaPath: string;
    readonly keyword: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly message?: string;
  }

  /** Returns whether the value fits; when it does not, `errors` on the function itself says why until the next call. */
  export interface Validator {
    (value: unknown): boolean;
    errors?: readonly SchemaError[] | null;
  }

  /** An OpenAPI 3.1 document, without what stands inside its Schema Objects. */
  export const validateOpenApi: Validator;
  /** One Schema Object and all below it: JSON Schema, draft 2020-12. */
  export const validateSchemaObject: Validator;
  /** The vendor extensions of the document itself. */
  export const validateDocument: Validator;
  /** The vendor extensions of one operation. */
  export const validateOperation: Validator;
  /** The vendor extensions of one schema with `format: int64`. */
  export const validateInt64Schema: Validator;
}
