import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy on this machine that opens tunnels, as `CONNECT host:port` asks. */
export interface ConnectProxy {
  readonly url: string;
  /** What was asked for: `127.0.0.1:443`, once for each tunnel. */
  readonly targets: readonly string[];
  /** The heads of all requests, whatever they asked for. */
  readonly heads: readonly string[];
  /** How many connections to the proxy stand now. */
  readonly open: () => number;
  /** Answers the next requests with this status in place of a tunnel; 200 opens tunnels again. */
  readonly refuse: (status: number) => void;
  /** Kills all tunnels, as a proxy does that is restarted. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

const readTarget = (head: string): readonly [host: string, port: number] | undefined => {
  const match = /^CONNECT ([^ :]+):(\d+) HTTP\/1\.1\r\n/.exec(head);
  return match === null ? undefined : [match[1] ?? '', Number(match[2])];
};

const openTunnel = (client: Socket, host: string, port: number): void => {
  const server = connect(port, host, () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(server);
    server.pipe(client);
  });
  const end = (): void => {
    client.destroy();
    server.destroy();
  };
  for (const socket of [client, server]) socket.on('error', end).on('close', end);
};

class Desk {
  readonly targets: string[] = [];
  readonly heads: string[] = [];
  readonly sockets = new Set<Socket>();
  status = 200;

  serve(client: Socket): void {
    this.sockets.add(client);
    client.on('error', () => undefined);
    client.on('close', () => this.sockets.delete(client));
    let head = '';
    const read = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      client.off('data', read);
      this.#answer(client, head);
    };
    client.on('data', read);
  }

  #answer(client: Socket, head: string): void {
    this.heads.push(head);
    const target = readTarget(head);
    if (target === undefined || this.status !== 200) {
      const status = target === undefined ? 400 : this.status;
      return void client.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    }
    this.targets.push(target.join(':'));
    openTunnel(client, ...target);
  }
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

/** Starts a proxy. It reads nothing of what goes through its tunnels. */
export const startConnectProxy = async (): Promise<ConnectProxy> => {
  const desk = new Desk();
  const server = createServer((socket) => desk.serve(socket));
  const port = await listen(server);
  const cut = (): void => desk.sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${port}`,
    targets: desk.targets,
    heads: desk.heads,
    open: () => desk.sockets.size,
    refuse: (status) => {
      desk.status = status;
    },
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
};
