/**
 * How much a source may hold. The largest public OpenAPI documents have about 10 MB and nest some 40 levels; what lies
 * far beyond is an accident or an attack, and is refused before it costs time, memory or the stack.
 */
export const MAX_BYTES: number = 16 * 1024 * 1024;

/** Levels of nesting, aliases followed. */
export const MAX_DEPTH = 200;

/** Tokens of YAML, white space included: a bound on memory that the size of the file is not. */
export const MAX_TOKENS = 4_000_000;

/** Tags, anchors and indicators in a row on one line. No document of any use has more than a few. */
export const MAX_INDICATORS = 100;

/** Nodes that aliases may add to what the file itself holds. */
export const MAX_ALIASED_NODES = 100_000;
