import { failed, ok, type Diagnostic, type Outcome } from '../core/diagnostic.js';
import { LineTable } from '../core/position.js';
import type { ExtractedUpstream } from './types.js';

interface Given {
  /** As shown to people. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** One byte is one character, so that offsets in the text are offsets in the bytes, whatever the encoding. */
const LATIN1 = new TextDecoder('latin1');

const YAML_START = /^(?:\u00ef\u00bb\u00bf)?(?:openapi|"openapi"|'openapi')[ \t]*:/gm;
const JSON_START = /^\{/gm;
const JSON_VERSION = /"openapi"\s*:/;
/** The fields an OpenAPI document may have at its top, where prose has none of them at the start of a line. */
const ROOT_FIELD =
  /^(?:\u00ef\u00bb\u00bf)?["']?(?:openapi|info|jsonSchemaDialect|servers|paths|webhooks|components|security|tags|externalDocs|x-[\w-]+)["']?[ \t]*:(?:\s|$)/;
/** What may stand at the start of a line inside a YAML document: nothing, a comment, an item of a list, white space. */
const INSIDE = /^(?:[ \t#]|-(?:\s|$)|\r?\n?$)/;
/** What may stand before the first field of a bare document: a byte order mark, comments, directives, the start marker. */
const PREAMBLE = /^(?:\u00ef\u00bb\u00bf)?(?:[ \t]*(?:#.*|%YAML.*|---[ \t]*)?\r?\n)*$/;

/**
 * Finds the OpenAPI document in a file that holds it bare or with the prose of its page around it, and takes exactly its bytes.
 * Where the file could mean more than one thing it is an error, never a guess.
 */
export const extractUpstream = ({ file, bytes }: Given): Outcome<ExtractedUpstream> => {
  const text = LATIN1.decode(bytes);
  const lines = new LineTable(file, text);
  const starts = [...text.matchAll(YAML_START)].map(({ index }) => index);
  const [field, another] = starts;
  if (field === undefined) return extractJson({ file, bytes }, text, lines);
  if (another !== undefined) return failed(twoDocuments(lines, field, another));
  const start = PREAMBLE.test(text.slice(0, field)) ? 0 : field;
  const end = endOfYaml(text, field);
  const stray = strayField(text, end);
  if (stray !== undefined) return failed(cutInTwo(lines, end, stray));
  return ok(taken(bytes, lines, [start, end]));
};

const taken = (bytes: Uint8Array, lines: LineTable, [start, end]: readonly [number, number]): ExtractedUpstream => ({
  bytes: bytes.slice(start, end),
  startLine: lines.at(start).line,
});

/**
 * The document ends where a line starts that no YAML mapping with OpenAPI's fields could have, or at the end of the file. The
 * `#` lines right before such a line are headings of the page, not comments of the document.
 */
const endOfYaml = (text: string, start: number): number => {
  let contentEnd = start;
  for (let at = start; at < text.length; at = lineEnd(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    if (!ROOT_FIELD.test(line) && !INSIDE.test(line)) return contentEnd;
    if (line.trim() !== '' && !line.startsWith('#')) contentEnd = lineEnd(text, at);
  }
  return text.length;
};

const lineEnd = (text: string, at: number): number => {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found + 1;
};

const strayField = (text: string, end: number): number | undefined => {
  for (let at = end; at < text.length; at = lineEnd(text, at)) {
    if (ROOT_FIELD.test(text.slice(at, lineEnd(text, at)))) return at;
  }
  return undefined;
};

const extractJson = ({ file, bytes }: Given, text: string, lines: LineTable): Outcome<ExtractedUpstream> => {
  const found = [...text.matchAll(JSON_START)]
    .map(({ index }) => [index, endOfJson(text, index)] as const)
    .filter(([start, end]) => end !== undefined && JSON_VERSION.test(text.slice(start, end)));
  const [first, second] = found;
  if (first === undefined) return failed(noDocument(file, lines));
  if (second !== undefined) return failed(twoDocuments(lines, first[0], second[0]));
  const [start, end] = first;
  const bare = text.slice(end).trim() === '';
  return ok(taken(bytes, lines, [start, bare ? text.length : (end ?? text.length)]));
};

/** Just behind the brace that closes the one at `start`; undefined when none does. */
const endOfJson = (text: string, start: number): number | undefined => {
  const token = /["{}[\]]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '"') token.lastIndex = endOfString(text, match.index);
    else depth += match[0] === '{' || match[0] === '[' ? 1 : -1;
    if (depth === 0) return token.lastIndex;
  }
  return undefined;
};

const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
};

const noDocument = (file: string, lines: LineTable): Diagnostic => ({
  code: 'load/no-openapi-document',
  severity: 'error',
  message: `There is no OpenAPI document in "${file}".`,
  at: lines.at(0),
  hint: 'Expected a line that starts with "openapi:", or a JSON object with the key "openapi". If the document is indented on its page, remove the indentation.',
});

const twoDocuments = (lines: LineTable, first: number, second: number): Diagnostic => ({
  code: 'load/two-openapi-documents',
  severity: 'error',
  message: 'The file holds two OpenAPI documents, and nothing says which one is meant.',
  at: lines.at(second),
  related: [{ at: lines.at(first), message: 'the first one starts here' }],
  hint: 'Keep one of them in the file and run the command again.',
});

const cutInTwo = (lines: LineTable, end: number, stray: number): Diagnostic => ({
  code: 'load/document-cut-in-two',
  severity: 'error',
  message: 'The document seems to end in the middle: text that is not part of it, then more of its fields.',
  at: lines.at(stray),
  related: [{ at: lines.at(end), message: 'the document seems to end before this' }],
  hint: 'Remove the text between the two from the file, or take the document without its page.',
});
