/** One call of an operation of the client, and what the exchange answers. */
export interface ContractCall {
  /** `area.member` in the client. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** False for market data, which goes with the API key alone; every other call is signed. */
  readonly isSigned?: false;
  readonly params: Readonly<Record<string, unknown>> | undefined;
  /** What the query holds, decoded, without what signing adds. */
  readonly sent: Readonly<Record<string, string>>;
  readonly answer: string;
  readonly result: unknown;
}
