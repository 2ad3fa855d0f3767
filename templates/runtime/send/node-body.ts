import type { IncomingMessage } from 'node:http';

/** What becomes of a body: its text, undefined if it is longer than permitted, or the error at which it broke off. */
export interface BodyListener {
  readonly limit: number;
  readonly end: (text: string | undefined) => void;
  readonly fail: (error: Error) => void;
}

/** One text is decoded from all of them: a character may lie across two. */
export const joinChunks = (chunks: readonly Buffer[]): Buffer => {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
};

/** Reads a body to its end. By callbacks: promises here would cost as much as all else that is done to a response. */
export const readNodeBody = (message: IncomingMessage, listener: BodyListener): void => {
  const chunks: Buffer[] = [];
  let length = 0;
  message.on('data', (chunk: Buffer) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length <= listener.limit) return;
    listener.end(undefined);
    message.destroy();
  });
  message.on('end', () => listener.end(joinChunks(chunks).toString('utf8')));
  message.on('error', listener.fail);
};

/** Set-Cookie alone can be a list; Node has joined the others. */
export const readNodeHeaders = (message: IncomingMessage): Readonly<Record<string, string>> => {
  const { headers } = message;
  const cookies = headers['set-cookie'];
  const single = cookies === undefined ? headers : { ...headers, 'set-cookie': cookies.join(', ') };
  return single as Readonly<Record<string, string>>;
};
