/*
 * Compiles the JSON Schemas to plain functions when the program is built: loading Ajv and compiling at run time would
 * cost a third of the whole time that `generate` may take. The functions are the module `virtual:validators`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

const MODULE_ID = 'virtual:validators';
const JSON_SCHEMA_DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** A plugin for rolldown and for Vite that provides `virtual:validators`. */
export const validatorsPlugin = () => ({
  name: 'marginalia-validators',
  resolveId: (id) => (id === MODULE_ID ? `\0${MODULE_ID}` : null),
  load: (id) => (id === `\0${MODULE_ID}` ? buildValidators() : null),
});

/** The text of an ES module, depending on nothing, that exports one function per schema. */
export const buildValidators = () => {
  const openApi = require('@seriousme/openapi-schema-validator/schemas/v3.1/schema.json');
  const extensions = JSON.parse(readFileSync(new URL('../core/extensions.schema.json', import.meta.url), 'utf8'));
  const ajv = newAjv();
  ajv.addSchema(openApi);
  ajv.addSchema(extensions);
  const standalone = require('ajv/dist/standalone').default;
  const code = standalone(ajv, {
    validateOpenApi: openApi.$id,
    validateSchemaObject: JSON_SCHEMA_DIALECT,
    validateDocument: `${extensions.$id}#/$defs/document`,
    validateOperation: `${extensions.$id}#/$defs/operation`,
    validateInt64Schema: `${extensions.$id}#/$defs/int64Schema`,
  });
  return withBareRecords(withoutRequires(code));
};

const newAjv = () => {
  const Ajv = require('ajv/dist/2020').default;
  const addFormats = require('ajv-formats').default;
  // The official schema uses keywords in ways that Ajv's strict mode warns about.
  const ajv = new Ajv({ allErrors: true, strict: false, code: { source: true, esm: true } });
  addFormats(ajv);
  // Media ranges are checked by nobody: the official schema names the format, ajv-formats has no such one.
  ajv.addFormat('media-range', true);
  return ajv;
};

/** Ajv's ES modules still call `require` for its two run-time helpers; these are the same two functions. */
const RUNTIME = {
  'require("ajv/dist/runtime/ucs2length").default':
    '((text) => { let n = 0; for (const _ of text) n += 1; return n; })',
  'require("ajv/dist/runtime/equal").default': 'sameJson',
};

const SAME_JSON = `
const sameJson = (a, b) => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]));
};
`;

const withoutRequires = (code) => {
  const text = Object.entries(RUNTIME).reduce((all, [call, helper]) => all.replaceAll(call, helper), code);
  const left = /require\([^)]*\)/.exec(text);
  if (left !== null) throw new Error(`the compiled validators need a run-time module that is not provided: ${left[0]}`);
  return `${SAME_JSON}${text}`;
};

/**
 * Ajv notes the keys it has seen in plain objects, where `constructor` and `__proto__` look as if they had been seen
 * already: a field of such a name would never be told.
 */
const withBareRecords = (code) => code.replaceAll(/\b(props\d+ ?= ?(?:props\d+ \|\| )?)\{\}/g, '$1Object.create(null)');
