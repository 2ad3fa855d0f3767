import type { SecurityType } from './extensions.js';

/** The two ways in which a request proves who sends it: the header X-MBX-APIKEY and the parameter `signature`. */
export const WIRE_SCHEMES = ['apiKey', 'signature'] as const;
export type WireScheme = (typeof WIRE_SCHEMES)[number];

/** What each security type sends along. */
export const SECURITY_NEEDS: Readonly<Record<SecurityType, readonly WireScheme[]>> = {
  NONE: [],
  MARKET_DATA: ['apiKey'],
  USER_STREAM: ['apiKey'],
  USER_DATA: ['apiKey', 'signature'],
  TRADE: ['apiKey', 'signature'],
  MARGIN: ['apiKey', 'signature'],
};

/** Which of the two a security scheme is, by what it sends and not by its name. */
export const wireSchemeOf = (type: unknown, place: unknown, name: unknown): WireScheme | undefined => {
  const sent = `${String(type)} ${String(place)} ${String(name)}`;
  if (sent.toLowerCase() === 'apikey header x-mbx-apikey') return 'apiKey';
  return sent === 'apiKey query signature' ? 'signature' : undefined;
};

/** Whether the schemes that `security` asks for, over all its alternatives, are those that the type needs. */
export const sendsWhatItNeeds = (type: SecurityType, used: ReadonlySet<WireScheme>): boolean =>
  used.size === SECURITY_NEEDS[type].length && SECURITY_NEEDS[type].every((scheme) => used.has(scheme));

export const SECURITY_HINT =
  'Correct "security" or "x-security-type": TRADE, MARGIN and USER_DATA are signed, NONE carries nothing.';
