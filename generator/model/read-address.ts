import type { HttpMethod, OperationRef } from '../merge/types.js';
import { show, type SpecNode } from './spec-node.js';
import type { WireMethod } from './types.js';

const WIRE_METHODS: Readonly<Partial<Record<HttpMethod, WireMethod>>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  delete: 'DELETE',
};

export const readMethod = (operation: SpecNode, ref: OperationRef): WireMethod | undefined => {
  const method = WIRE_METHODS[ref.method];
  if (method === undefined) {
    operation.error(
      'method',
      `the method ${ref.method.toUpperCase()} is not supported`,
      'The client sends GET, POST, PUT and DELETE.',
    );
  }
  return method;
};

/** Segments of plain characters: nothing that a URL parser rewrites, and no template. */
const PLAIN_PATH = /^(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/;

/** The path is signed and sent as it stands, so only characters that no URL parser changes are let through. */
export const readPath = (operation: SpecNode, ref: OperationRef): string | undefined => {
  if (PLAIN_PATH.test(ref.path)) return ref.path;
  operation.error(
    'path',
    `the path ${show(ref.path)} cannot be sent as it stands`,
    'Use letters, digits, "-", "_", "." and "~"; path parameters are not supported.',
  );
  return undefined;
};

/** The origin of the API family: of the operation, its path item, or the document. */
export const readServer = (operation: SpecNode, pathItem: SpecNode): string | undefined => {
  const owner = [operation, pathItem].find((node) => node.has('servers')) ?? operation.reading.root;
  const url = owner.get('servers').get('0').get('url');
  const parsed = parseUrl(url.text);
  if (parsed?.protocol === 'https:' && parsed.username === '' && parsed.password === '' && bare(parsed))
    return parsed.origin;
  const place = url.exists ? url : operation;
  place.error(
    'server',
    `the server ${show(url.value)} is no plain https origin`,
    'Write "https://host" without a path, a query, variables or credentials.',
  );
  return undefined;
};

const bare = (url: URL): boolean =>
  url.pathname === '/' && url.search === '' && url.hash === '' && !/[{}%]/.test(url.host);

/** The address of a documentation page, or undefined; one that could not stand safely in a comment is a warning. */
export const readDocsLink = (operation: SpecNode): string | undefined => {
  const url = operation.get('externalDocs').get('url');
  if (!url.exists) return undefined;
  const parsed = parseUrl(url.text);
  if (parsed !== undefined && /^https?:$/.test(parsed.protocol) && !/[\s"'`<>{}|\\*()[\]]/.test(parsed.href))
    return parsed.href;
  url.warn('docs-link', `${show(url.value)} is no address of a page`, 'Write a plain http or https address.');
  return undefined;
};

const parseUrl = (text: string | undefined): URL | undefined =>
  text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
