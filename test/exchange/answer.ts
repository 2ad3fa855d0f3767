import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './types.js';

const bodyOf = (answer: Answer): Buffer => {
  const { body } = answer;
  if (body === undefined) return Buffer.from(JSON.stringify(answer.json ?? {}));
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body);
};

const headersOf = (answer: Answer, length: number): Record<string, string | string[]> => {
  const headers: Record<string, string | string[]> = {
    'content-type': 'application/json;charset=UTF-8',
    'content-length': String(length),
  };
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    headers[name.toLowerCase()] = typeof value === 'string' ? value : [...value];
  }
  // An empty value takes a header away.
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
};

const drip = async (response: ServerResponse, body: Buffer): Promise<void> => {
  for (const byte of body) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await sleep(20);
  }
  response.end();
};

const breakOff = (response: ServerResponse, body: Buffer): void => {
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
};

/** Carries out an answer, with what goes wrong on the way. */
export const sendAnswer = async (request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> => {
  const { fault } = answer;
  if (answer.delayMs !== undefined) await sleep(answer.delayMs);
  if (fault === 'hang' || response.destroyed) return;
  if (fault === 'reset') return void request.socket.destroy();
  if (fault === 'garbage') return void request.socket.end('\u0001\u0002 this is not HTTP\r\n\r\n');
  const body = bodyOf(answer);
  response.writeHead(answer.status ?? 200, headersOf(answer, body.length));
  if (fault === 'reset-body') return breakOff(response, body);
  if (fault === 'drip') return drip(response, body);
  if (fault === 'stale') response.on('finish', () => setTimeout(() => request.socket.destroy(), 2));
  response.end(body);
};
