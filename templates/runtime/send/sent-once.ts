/** Deno's own way to choose connections, as far as it is used here. */
interface DenoClient {
  close(): void;
}
interface Deno {
  createHttpClient?(options: { readonly poolMaxIdlePerHost: number }): DenoClient;
}

/** Keeps a platform from sending again what it has sent. */
export interface SentOnce {
  /** What `fetch` is told of a write. With a `client` it is sent once for certain. */
  tell(): Readonly<RequestInit & { client: DenoClient | undefined }>;
  /** Lets go of what that took. */
  close(): void;
}

/**
 * When a kept connection dies after the server took a request, some platforms send the request again by themselves.
 * On a fresh connection they do not, so writes get one each where that can be had, for the price of a handshake: on Bun
 * by `keepalive`, which in browsers means another thing and is off anyway, and on Deno by a client that keeps none.
 */
export const createSentOnce = (): SentOnce => {
  const deno = Reflect.get(globalThis, 'Deno') as Deno | undefined;
  let client: DenoClient | undefined;
  return {
    tell: () => ({ keepalive: false, client: (client ??= deno?.createHttpClient?.({ poolMaxIdlePerHost: 0 })) }),
    close: () => {
      client?.close();
      client = undefined;
    },
  };
};
