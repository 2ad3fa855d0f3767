/** What differs between the API families of the exchange, by the prefix of the path. */
export interface Family {
  /** The operation that tells the time of this family's own host. */
  readonly timePath: string;
  /** Whether timestamps may be microseconds, and recvWindow have three decimals. */
  readonly microseconds: boolean;
  /** Whether the documentation says of some 503 answers that the request failed for certain. */
  readonly certain503: boolean;
}

/**
 * `/papi` has no operation that tells the time: the `Date` header of its ping is what its own host says, in seconds.
 * https://developers.binance.com/docs/derivatives/portfolio-margin/general-info
 */
const PORTFOLIO_MARGIN: Family = { timePath: '/papi/v1/ping', microseconds: false, certain503: true };

/** https://developers.binance.com/docs/margin_trading/general-info */
const SPOT_AND_MARGIN: Family = { timePath: '/api/v3/time', microseconds: true, certain503: false };

/** The family of a path such as `/papi/v1/um/order`. */
export const familyOf = (path: string): Family => (path.startsWith('/papi/') ? PORTFOLIO_MARGIN : SPOT_AND_MARGIN);
