/**
 * The exchange's names for its errors. The package holds a generated file in place of this one, in which the type is
 * the union of the names that the spec gives.
 */
export type ErrorName = string;
