import * as robotsModule from 'robots-parser';
import type { HttpClient } from './http-client.js';
import type { Fetched, PullOptions } from './types.js';

/** What robots.txt of the site says to us. */
export interface Robots {
  readonly allows: (url: string) => boolean;
  readonly delayMs: number;
  readonly sitemaps: readonly string[];
}

// The package is CommonJS, and its types say otherwise: at run time the default export is the function itself.
const robotsParser = robotsModule.default as unknown as typeof robotsModule.default.default;

const FREE: Robots = { allows: () => true, delayMs: 0, sitemaps: [] };

/**
 * A site without the file has no rules (RFC 9309). One that cannot give it at the moment may have some: then nothing is
 * fetched.
 */
export const readRobots = async (client: HttpClient, options: PullOptions): Promise<Fetched<Robots>> => {
  const url = new URL('/robots.txt', options.baseUrl).href;
  const reply = await client.retrying(() => client.get({ url, accept: 'text', maxBytes: 512 * 1024 }));
  if (!reply.ok) {
    const none = ['not-found', 'refused', 'status', 'redirected', 'login-page', 'bad-charset', 'too-large'];
    return none.includes(reply.failure.reason) ? { ok: true, value: FREE } : reply;
  }
  if (reply.value.kind !== 'text') return { ok: true, value: FREE };
  const rules = robotsParser(url, reply.value.text);
  const agent = options.userAgent;
  const value: Robots = {
    allows: (address) => rules.isAllowed(address, agent) !== false,
    delayMs: (rules.getCrawlDelay(agent) ?? 0) * 1000,
    sitemaps: rules.getSitemaps(),
  };
  return { ok: true, value };
};
