import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One client as the server sees it. */
export interface ServerSide {
  /** Path and query that it asked for. */
  readonly path: string;
  /** The texts that it sent. */
  readonly received: readonly string[];
  /** Whether its connection stands. */
  readonly isOpen: () => boolean;
  readonly send: (text: string) => void;
  readonly sendBytes: (bytes: Uint8Array) => void;
  readonly ping: () => void;
  /** Says goodbye, as the exchange does after 24 hours. */
  readonly close: () => void;
  /** Cuts the line. */
  readonly drop: () => void;
  /** Says and answers nothing any more, but keeps the line: a connection that died without a word. */
  readonly freeze: () => void;
}

export interface WebSocketServer {
  /** `ws://127.0.0.1:port` */
  readonly origin: string;
  /** Every client that ever came, the first one first. */
  readonly clients: readonly ServerSide[];
  /** Called for each new client. */
  onClient: (client: ServerSide) => void;
  /** Called for each text. */
  onText: (text: string, client: ServerSide) => void;
  /** What upgrades are answered with in place of a connection; 101 lets them in. */
  status: number;
  readonly close: () => Promise<void>;
}

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;

/** A frame of a server: not masked. */
const frame = (opcode: number, payload: Uint8Array): Uint8Array => {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : 4);
  head[0] = 0x80 | opcode;
  head[1] = length < 126 ? length : 126;
  if (length >= 126) head.writeUInt16BE(length, 2);
  return Buffer.concat([head, payload]);
};

interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
  readonly rest: Buffer;
}

/** A frame of a client: masked. Undefined until all of it is there. */
const readFrame = (bytes: Buffer): Frame | undefined => {
  if (bytes.length < 6) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  const length = short === 126 ? bytes.readUInt16BE(2) : short;
  const end = start + 4 + length;
  if (bytes.length < end) return undefined;
  const mask = bytes.subarray(start, start + 4);
  const payload = Buffer.from(bytes.subarray(start + 4, end).map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload, rest: bytes.subarray(end) };
};

const acceptKey = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

const serve = (socket: Socket, path: string, onText: (text: string, client: ServerSide) => void): ServerSide => {
  const received: string[] = [];
  let isFrozen = false;
  let isOpen = true;
  let bytes: Buffer = Buffer.alloc(0);
  const write = (opcode: number, payload: Uint8Array): void => {
    if (!isFrozen && !socket.destroyed) socket.write(frame(opcode, payload));
  };
  const client: ServerSide = {
    path,
    received,
    isOpen: () => isOpen,
    send: (text) => write(TEXT, Buffer.from(text)),
    sendBytes: (payload) => write(BINARY, payload),
    ping: () => write(PING, Buffer.alloc(0)),
    close: () => write(CLOSE, Buffer.from([0x03, 0xe8])),
    drop: () => socket.destroy(),
    freeze: () => {
      isFrozen = true;
    },
  };
  const take = ({ opcode, payload }: Frame): void => {
    if (opcode === TEXT) {
      received.push(payload.toString());
      onText(payload.toString(), client);
    } else if (opcode === CLOSE && !isFrozen) {
      write(CLOSE, payload.subarray(0, 2));
      socket.end();
    }
  };
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let next = readFrame(bytes); next !== undefined; next = readFrame(bytes)) {
      bytes = next.rest;
      take(next);
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isOpen = false;
  });
  return client;
};

/** A WebSocket server by RFC 6455, as far as a stream of events needs one. */
export const startWebSocketServer = async (): Promise<WebSocketServer> => {
  const http = createServer((_, response) => response.writeHead(400).end());
  const clients: ServerSide[] = [];
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: WebSocketServer = {
    origin: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    clients,
    onClient: () => undefined,
    onText: () => undefined,
    status: 101,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        http.close(() => resolve());
      }),
  };
  http.on('upgrade', (request, socket: Socket) => {
    if (server.status !== 101) return socket.end(`HTTP/1.1 ${server.status} No\r\nContent-Length: 0\r\n\r\n`);
    const accept = acceptKey(request.headers['sec-websocket-key'] ?? '');
    const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write(`${[...lines, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`);
    const client = serve(socket, request.url ?? '', (text, from) => server.onText(text, from));
    clients.push(client);
    server.onClient(client);
    return undefined;
  });
  return server;
};
