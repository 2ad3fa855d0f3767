import { own, pointerTokens, type Json, type JsonObject } from '../core/json.js';

/** The node at a pointer, or undefined where there is none. */
export const nodeAtPointer = (document: JsonObject, pointer: string): Json | undefined =>
  pointerTokens(pointer).reduce<Json | undefined>(
    (node, token) => (Array.isArray(node) ? (node as readonly Json[])[Number(token)] : own(node, token)),
    document,
  );
