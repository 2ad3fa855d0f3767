import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONTRACT_CALLS, securityOf } from '../contract/calls.js';
import { type Account, type Answer, type Exchange, type Route, startExchange } from '../exchange/exchange.js';
import { differencesOf, type Place } from './differences.js';
import type { World } from './world.js';

const pem = (key: KeyObject): string =>
  key.export({ type: key.type === 'public' ? 'spki' : 'pkcs8', format: 'pem' }).toString();

const createKeys = (): { readonly keys: World['keys']; readonly accounts: readonly Account[] } => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ed25519 = generateKeyPairSync('ed25519');
  const hmac = { apiKey: 'the-key-for-hmac', secret: 'the-secret-for-hmac' };
  return {
    keys: {
      HMAC: { ...hmac, privateKey: undefined },
      RSA: { apiKey: 'the-key-for-rsa', privateKey: pem(rsa.privateKey), secret: undefined },
      Ed25519: { apiKey: 'the-key-for-ed25519', privateKey: pem(ed25519.privateKey), secret: undefined },
    },
    accounts: [
      hmac,
      { apiKey: 'the-key-for-rsa', publicKey: pem(rsa.publicKey) },
      { apiKey: 'the-key-for-ed25519', publicKey: pem(ed25519.publicKey) },
    ],
  };
};

const readText = async (message: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );

/** Any page may ask. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
};

/** What a program has told the exchange to answer: one after the other, and the last one from then on. */
class Script {
  #answers: readonly Answer[] = [];

  set(answers: readonly Answer[]): void {
    this.#answers = answers;
  }

  next(usual: Answer): Answer {
    const [first = usual, ...rest] = this.#answers;
    if (rest.length > 0) this.#answers = rest;
    return first;
  }
}

/** The desk where a program, wherever it runs, tells what the exchange shall answer and asks what came in. */
const createDesk = (exchange: Exchange, script: Script): Server => {
  let followed = 0;
  const answer = (path: string, body: string): unknown => {
    if (path === '/requests') return exchange.requests.filter((request) => /^\/[sp]api\//.test(request.path));
    if (path === '/followed') return followed;
    if (path !== '/script') return (followed += 1);
    exchange.reset();
    script.set(JSON.parse(body) as readonly Answer[]);
    return 'done';
  };
  return createServer(async (message, response) => {
    const body = await readText(message);
    if (message.method === 'OPTIONS') return void response.writeHead(204, OPEN).end();
    response.writeHead(200, { ...OPEN, 'content-type': 'application/json' });
    response.end(JSON.stringify(answer(message.url ?? '', body)));
  });
};

const TIME: Route = {
  method: 'GET',
  path: '/api/v3/time',
  security: [],
  answer: () => ({ json: { serverTime: Date.now() } }),
};

/** An exchange with its desk, for one run of the contract. */
export interface Scene {
  readonly world: World;
  readonly close: () => Promise<void>;
}

/** The origin of a server that has just gone. */
const findNowhere = async (): Promise<string> => {
  const server = createServer();
  const origin = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return origin;
};

/** `pages` are what a browser loads from the exchange's own origin. */
export const openScene = async (place: Place, pages: readonly Route[] = []): Promise<Scene> => {
  const { keys, accounts } = createKeys();
  const script = new Script();
  const calls = CONTRACT_CALLS.map((call): Route => {
    const { method, path, answer } = call;
    return { method, path, security: securityOf(call), answer: () => script.next({ body: answer }) };
  });
  const cors = place === 'chromium (another origin)' ? { allowOrigin: '*' } : {};
  const exchange = await startExchange({ accounts, routes: [...calls, TIME, ...pages], ...cors });
  const desk = createDesk(exchange, script);
  const world = { exchange: exchange.origin, control: await listen(desk), nowhere: await findNowhere(), keys };
  return {
    world: { ...world, differences: differencesOf(place) },
    close: async () => {
      desk.closeAllConnections();
      await Promise.all([exchange.close(), new Promise((resolve) => desk.close(resolve))]);
    },
  };
};
