import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A request as its bytes came in: head and body. */
export interface RawRequest {
  readonly head: string;
  readonly body: string;
  /** Counts from 0, over all connections. */
  readonly index: number;
  /** Whether the connection that it came by still stands. */
  readonly isOpen: () => boolean;
}

/** A server that says whatever bytes it is told to, be they HTTP or not. */
export interface RawServer {
  readonly origin: string;
  readonly requests: readonly RawRequest[];
  readonly connections: () => number;
  readonly open: () => number;
  readonly close: () => Promise<void>;
}

/** Writes an answer, in its own time. */
export type RawAnswer = (socket: Socket, request: RawRequest) => void;

const lengthOf = (head: string): number => Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);

/** Takes whole requests off the front of what came in, and gives the rest. */
const takeRequests = (bytes: string, take: (head: string, body: string) => void): string => {
  let rest = bytes;
  for (let at = rest.indexOf('\r\n\r\n'); at !== -1; at = rest.indexOf('\r\n\r\n')) {
    const head = rest.slice(0, at);
    const end = at + 4 + lengthOf(head);
    if (rest.length < end) return rest;
    take(head, rest.slice(at + 4, end));
    rest = rest.slice(end);
  }
  return rest;
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** Starts one that answers each request by `answer`. */
export const startRawServer = async (answer: RawAnswer): Promise<RawServer> => {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  // A FIN of the client must not end the answer.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    let bytes = '';
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('end', () => socket.end());
    socket.on('data', (chunk) => {
      bytes = takeRequests(bytes + chunk.toString('latin1'), (head, body) => {
        const request = { head, body, index: requests.length, isOpen: () => sockets.has(socket) };
        requests.push(request);
        answer(socket, request);
      });
    });
  });
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    open: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
