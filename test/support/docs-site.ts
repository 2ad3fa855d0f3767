import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';

/** How a test makes one address answer; the whole response is its own business. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface DocsSite {
  readonly origin: string;
  /** Pages by path: `/docs/a/b`. A text is served as HTML with an ETag; a function does what it likes. */
  readonly pages: Map<string, string | Answer>;
  /** Paths in the order in which they were asked for. */
  readonly requests: string[];
  /** Requests that were answered with "not modified". */
  readonly notModified: string[];
  /** The most that were open at once. */
  readonly most: () => number;
  readonly close: () => Promise<void>;
}

/** A real HTTP server on the loopback with pages of a documentation site. */
export const startDocsSite = async (): Promise<DocsSite> => {
  const pages = new Map<string, string | Answer>();
  const requests: string[] = [];
  const notModified: string[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/');
    requests.push(path);
    open += 1;
    most = Math.max(most, open);
    response.on('close', () => (open -= 1));
    const page = pages.get(path);
    if (typeof page === 'function') page(request, response);
    else if (page === undefined) sendHtml(response, { status: 404, html: NOT_FOUND });
    else if (serve(request, response, page)) notModified.push(path);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    pages,
    requests,
    notModified,
    most: () => most,
    close: () => close(server),
  };
};

const NOT_FOUND = '<!doctype html><html><body><main><h1 class="hero__title">Page Not Found</h1></main></body></html>';

export const sendHtml = (
  response: ServerResponse,
  { status = 200, html, headers = {} }: { status?: number; html: string; headers?: Record<string, string> },
): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(html);
};

/** Whether nothing but the status had to be sent. */
const serve = (request: IncomingMessage, response: ServerResponse, html: string): boolean => {
  const etag = `"${createHash('sha256').update(html).digest('hex').slice(0, 16)}"`;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag });
    response.end();
    return true;
  }
  sendHtml(response, { html, headers: { etag } });
  return false;
};

const close = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.closeAllConnections();
    server.close(() => done());
  });
