/**
 * `capture.json` at the top of a folder of captured pages: when they were captured, what the site's navigation listed,
 * and which of it could not be fetched. Written by `docs pull`; a folder of pages without one is no complete capture.
 */
export interface Capture {
  readonly version: 1;
  /** RFC 3339, UTC. */
  readonly capturedAt: string;
  readonly baseUrl: string;
  /** Name of the page layout that the pages were read with. */
  readonly layout: string;
  /** The whole navigation was read, and every page it lists was fetched and is what it claims to be. */
  readonly complete: boolean;
  /** `whole`: `pages` is all that the navigation lists, even where some could not be fetched. Absent: not known. */
  readonly navigation?: 'whole' | 'part';
  readonly pages: readonly CapturedPage[];
  /** Captured before, and not listed any more by a navigation that was read whole; their files were left alone. */
  readonly unlisted?: readonly UnlistedPage[];
}

export interface UnlistedPage {
  readonly identity: string;
  /** When the first capture was made that did not list it. RFC 3339, UTC. */
  readonly since: string;
}

export interface CapturedPage {
  /** `margin_trading/trade/Margin-Account-New-Order`; the page is saved at `<identity>.md` below the folder. */
  readonly identity: string;
  /** Of each language: the address, and what a conditional request needs. */
  readonly sources: readonly CapturedSource[];
  /** `kept`: it could not be fetched this time, and the capture from before is still there. */
  readonly state: 'fetched' | 'unchanged' | 'kept' | 'missing';
  /** Why, for `kept` and `missing`. */
  readonly reason?: string;
  /** When the content that is there now was fetched. */
  readonly fetchedAt?: string;
}

export interface CapturedSource {
  readonly language: 'en' | 'zh';
  readonly url: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Where the record of a capture stands: at the top of its folder. */
export const CAPTURE_FILE = 'capture.json';
