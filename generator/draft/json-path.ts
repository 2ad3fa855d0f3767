import { own, pointerTokens, type Json, type JsonObject } from '../core/json.js';

const ESCAPED: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' };

/** `'…'` as RFC 9535 writes a name: whatever it holds stays a name. */
export const quoteName = (text: string): string =>
  `'${text.replace(/['\\\u0008\f\n\r\t]/g, (char) => `\\${ESCAPED[char] ?? char}`)}'`;

/** Control characters for which the readers of JSONPath have no escape. */
export const canBeNamed = (text: string): boolean => !/[\0-\u0007\u000b\u000e-\u001f]/.test(text);

export const memberPath = (parent: string, name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? `${parent}.${name}` : `${parent}[${quoteName(name)}]`;

export const operationPath = (path: string, method: string): string => `${memberPath('$.paths', path)}.${method}`;

/** The JSONPath of the node at a pointer of the document. */
export const pathOfPointer = (document: JsonObject, pointer: string): string => {
  let node: Json | undefined = document;
  let path = '$';
  for (const token of pointerTokens(pointer)) {
    path = Array.isArray(node) ? `${path}[${token}]` : memberPath(path, token);
    node = Array.isArray(node) ? (node as readonly Json[])[Number(token)] : own(node, token);
  }
  return path;
};
