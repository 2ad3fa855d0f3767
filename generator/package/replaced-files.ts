/**
 * Files of the runtime of which the package holds the emitters' version: the names of errors are the spec's. Their
 * paths are relative to the runtime's own folder.
 */
export const REPLACED_FILES: ReadonlySet<string> = new Set(['error-name.ts']);
