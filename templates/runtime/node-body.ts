import type { IncomingMessage } from 'node:http';

/** Reads a body to its end; undefined as soon as it is longer than `limit`. Rejects when it breaks off. */
export const readNodeBody = (message: IncomingMessage, limit: number): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    message.on('data', (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= limit) return;
      resolve(undefined);
      message.destroy();
    });
    message.on('end', () => resolve(joinChunks(chunks).toString('utf8')));
    message.on('error', reject);
  });

const joinChunks = (chunks: readonly Buffer[]): Buffer => {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
};

/** Only Set-Cookie can stand several times here; Node joins the others. */
export const readNodeHeaders = (message: IncomingMessage): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
};
