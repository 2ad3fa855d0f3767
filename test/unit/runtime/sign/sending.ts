import { expect, vi } from 'vitest';
import type { Call, Tools } from '../../../../templates/runtime/call/call.js';
import { CallLife } from '../../../../templates/runtime/call/life.js';
import type { AnyOperation, ApiResponse, Parameter } from '../../../../templates/runtime/call/request.js';
import { readSettings, type Settings } from '../../../../templates/runtime/call/settings.js';
import type { ClientOptions } from '../../../../templates/runtime/common.js';
import { NO_HEADERS } from '../../../../templates/runtime/send/headers.js';
import type { Origin, WireRequest } from '../../../../templates/runtime/send/wire.js';
import { signingStep } from '../../../../templates/runtime/sign/signing.js';
import { ACCOUNT, BORROW, failureOf } from '../support.js';

export const NOW = 1_768_478_400_123.456;
/** What the clock that nobody sets shows. */
export const MARK = 77;
export const ORIGIN: Origin = {
  ...{ href: 'https://api.binance.com', secure: true, host: 'api.binance.com', port: 443, serverName: '' },
};
const ASKED: ApiResponse = { status: 200, headers: {}, data: undefined, usage: [] };

/** What one request is signed with; what is left out is as usual. */
export interface Given {
  readonly operation?: AnyOperation;
  readonly parameters?: readonly Parameter[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly options?: ClientOptions;
  readonly schemes?: Readonly<Record<'apiKey' | 'signature', boolean>>;
  readonly recvWindow?: number;
  readonly now?: () => unknown;
  readonly sign?: ((payload: string) => unknown) | undefined;
}

export interface Sending {
  readonly life: CallLife;
  readonly settings: Settings;
  readonly next: (wire: WireRequest) => Promise<ApiResponse>;
  /** What went to the wire so far. */
  readonly wires: readonly WireRequest[];
  readonly done: Promise<unknown>;
}

/** Begins to sign a request, and to send it nowhere. */
export const start = (given: Given): Sending => {
  const { operation = BORROW, parameters = [['asset', 'USDT']], headers = NO_HEADERS, now = () => NOW } = given;
  const { apiKey, signature } = given.schemes ?? { apiKey: true, signature: true };
  const settings = readSettings({ ...ACCOUNT, ...given.options });
  const life = new CallLife(parameters);
  const plan = { origin: ORIGIN, origins: [ORIGIN] as const, apiKey, signature };
  const limits = { ...settings.limits, recvWindow: given.recvWindow ?? 5000 };
  const call: Call = { operation, plan, life, parameters, limits, number: 1 };
  const signer = 'sign' in given ? given.sign : () => 'S';
  // Of all tools, signing needs these alone.
  const tools = { settings, signer, clockFor: () => ({ read: now, mark: () => MARK }) } as unknown as Tools;
  const wires: WireRequest[] = [];
  const next = vi.fn(async (wire: WireRequest) => {
    wires.push(wire);
    return ASKED;
  });
  const request = { operation, origin: ORIGIN.href, attempt: 1, usage: [], parameters, headers };
  const done = signingStep(call, tools)(request, next);
  return { life, settings, next, wires, done };
};

/** What goes to the wire, once. */
export const send = async (given: Given = {}): Promise<Sending & { readonly wire: WireRequest }> => {
  const sending = start(given);
  expect(await sending.done).toBe(ASKED);
  const [wire] = sending.wires;
  if (wire === undefined || sending.wires.length > 1) throw new Error('expected one request');
  return { ...sending, wire };
};

/** What goes wrong before anything goes to the wire. */
export const failing = async (given: Given): Promise<unknown> => {
  const sending = start(given);
  const failure = await failureOf(sending.done);
  expect(sending.wires).toEqual([]);
  return failure;
};

/** What `sign` gets to see. */
export const payloadOf = async (given: Given = {}): Promise<string> => {
  const sign = vi.fn(() => 'S');
  await send({ ...given, sign });
  return String(sign.mock.calls.flat());
};
