import { isMap, isScalar, isSeq, type Document } from 'yaml';
import type { Diagnostic } from '../core/diagnostic.js';
import type { LineTable } from '../core/position.js';
import type { SourceRole } from '../core/source.js';
import { entriesOf, offsetOf, type Entry } from '../core/yaml-tree.js';
import { loadError } from './load-error.js';

/** Says so when a document is not of the kind that its role asks for. */
export const checkKind = (tree: Document.Parsed, role: SourceRole, lines: LineTable): readonly Diagnostic[] => {
  const { contents } = tree;
  const empty = contents === null || isEmptyScalar(contents);
  // Whoever fixes the last disagreement is left with comments only.
  if (role === 'waivers' && (empty || isSeq(contents))) return [];
  if (empty) return [emptyDocument(lines)];
  if (!isMap(contents)) return [notAMapping(contents, lines)];
  if (role === 'waivers') return [];
  return role === 'overlay' ? checkOverlay(contents, lines) : checkOpenApi(contents, lines);
};

export const emptyDocument = (lines: LineTable): Diagnostic =>
  loadError('empty', lines.at(0), {
    message: 'The file holds no document.',
    hint:
      'Fill it or remove it; git may still have what stood here. ' +
      'A command whose output goes here by ">" finds it empty already: let it write elsewhere first.',
  });

const isEmptyScalar = (node: unknown): boolean => isScalar(node) && node.value === null && (node.source ?? '') === '';

const notAMapping = (node: unknown, lines: LineTable): Diagnostic => {
  const text = isScalar(node) ? String(node.value) : '';
  return loadError('not-a-mapping', lines.at(offsetOf(node)), {
    message: `The document is ${isSeq(node) ? 'a list' : 'a text'}, not a mapping of keys to values.`,
    hint: /^<(?:!doctype|html|\?xml)/i.test(text)
      ? 'This is a web page. Download the document itself, as its raw text.'
      : 'An OpenAPI document starts with a line such as `openapi: 3.1.0`.',
  });
};

const checkOpenApi = (root: unknown, lines: LineTable): readonly Diagnostic[] => {
  const openapi = find(root, 'openapi');
  if (openapi === undefined) return [notOpenApi(root, lines)];
  const version = textOf(openapi);
  if (typeof version === 'string' && /^3\.1\.\d+(?:-.+)?$/.test(version)) return [];
  if (version === '3.1') return [shortVersion(openapi, lines)];
  return [unsupported(openapi, lines, `This is OpenAPI ${version ?? '(no version)'}; OpenAPI 3.1.x is supported.`)];
};

const notOpenApi = (root: unknown, lines: LineTable): Diagnostic => {
  const swagger = find(root, 'swagger');
  if (swagger !== undefined) {
    return unsupported(swagger, lines, `This is Swagger ${textOf(swagger) ?? ''}; OpenAPI 3.1.x is supported.`);
  }
  const overlay = find(root, 'overlay');
  return loadError('not-openapi', lines.at(overlay?.offset ?? offsetOf(root)), {
    message: overlay
      ? 'This is an Overlay document where an OpenAPI document is expected.'
      : 'This is not an OpenAPI document: it has no key `openapi`.',
    hint: overlay ? 'Move it to the folder of the overlays.' : 'Its first line should be `openapi: 3.1.0`.',
  });
};

const checkOverlay = (root: unknown, lines: LineTable): readonly Diagnostic[] => {
  const overlay = find(root, 'overlay');
  if (overlay !== undefined && /^1\.0\.\d+$/.test(textOf(overlay) ?? '')) return [];
  if (overlay !== undefined) {
    return [
      unsupported(overlay, lines, `This is Overlay ${textOf(overlay) ?? '(no version)'}; Overlay 1.0.x is supported.`),
    ];
  }
  const openapi = find(root, 'openapi');
  return [
    loadError('not-overlay', lines.at(openapi?.offset ?? offsetOf(root)), {
      message: openapi
        ? 'This is an OpenAPI document where an Overlay document is expected.'
        : 'This is not an OpenAPI Overlay: it has no key `overlay`.',
      hint: openapi ? 'Move it to the folder of the fragments.' : 'Its first line should be `overlay: 1.0.0`.',
    }),
  ];
};

const shortVersion = (entry: Entry, lines: LineTable): Diagnostic =>
  loadError('unsupported-version', lines.at(entry.offset), {
    message: 'The version `3.1` is not complete: OpenAPI has three numbers.',
    hint: 'Write `openapi: 3.1.0`.',
  });

const unsupported = (entry: Entry, lines: LineTable, message: string): Diagnostic =>
  loadError('unsupported-version', lines.at(entry.offset), {
    message,
    hint: 'Convert the document to the supported version; check the result by hand.',
  });

const find = (root: unknown, key: string): Entry | undefined => entriesOf(root).find((entry) => entry.key === key);

/** The value as it is written: `2.0` is a number to YAML and a version to people. */
const textOf = ({ value }: Entry): string | undefined => {
  if (!isScalar(value) || value.value === null) return undefined;
  return typeof value.value === 'string' ? value.value : (value.source ?? String(value.value));
};
