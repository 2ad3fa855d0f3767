import type { Fetched } from './types.js';

/** The text of an answer, if all of it came, it is not too long, and it is in the encoding that it claims. */
export const readBody = async (response: Response, maxBytes: number): Promise<Fetched<HttpText>> => {
  const url = response.url;
  const bytes = await readBytes(response, maxBytes);
  if (!bytes) {
    return fault('too-large', `${url} is longer than ${maxBytes} bytes.`);
  }
  if (isShort(response, bytes.length)) {
    const message = `${url} was cut off: ${bytes.length} of ${response.headers.get('content-length')} bytes came.`;
    return { ok: false, failure: { reason: 'truncated', message, passing: true } };
  }
  const text = decode(bytes, response.headers.get('content-type') ?? '');
  return text === undefined
    ? fault('bad-charset', `${url} is not in the character encoding that it claims.`)
    : { ok: true, value: { text, bytes: bytes.length } };
};

export interface HttpText {
  readonly text: string;
  readonly bytes: number;
}

const fault = (reason: 'too-large' | 'bad-charset', message: string): Fetched<never> => ({
  ok: false,
  failure: { reason, message },
});

const readBytes = async (response: Response, maxBytes: number): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(value);
  }
};

/** The length that a server gives is that of what it packed; unpacked it says nothing. */
const isShort = (response: Response, received: number): boolean => {
  const length = response.headers.get('content-length');
  if (length === null || response.headers.has('content-encoding')) return false;
  return /^\d+$/.test(length) && received < Number(length);
};

/** What the header says counts before what the document says of itself, as in browsers. */
const decode = (bytes: Uint8Array, contentType: string): string | undefined => {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const named =
    /charset\s*=\s*"?([^\s";]+)/i.exec(contentType) ?? /<meta[^>]+charset\s*=\s*["']?([^\s"'/>;]+)/i.exec(start);
  try {
    return new TextDecoder(named?.[1] ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
