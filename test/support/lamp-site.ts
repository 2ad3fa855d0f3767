import { afterEach, beforeEach } from 'vitest';
import type { Outcome } from '../../generator/core/diagnostic.js';
import type { PullOptions, PullPorts, PullResult } from '../../generator/pull/types.js';
import { addLamp, lampHtml, optionsFor, pullInto, type Folder } from './docs-pull.js';
import { sendHtml, startDocsSite, type Answer, type DocsSite } from './docs-site.js';

/** Two pages that most tests of pulling get by with. */
export const HALL = 'rooms/hall';
export const CELLAR = 'rooms/cellar';

/** What a test pulls from and into: both are new for each test. */
export interface LampSite {
  readonly site: DocsSite;
  readonly folder: Folder;
  /** Pulls from the site into the folder. */
  readonly pull: (more?: Partial<PullOptions>, ports?: Partial<PullPorts>) => Promise<Outcome<PullResult>>;
}

/** Starts a site before each test of the file, with these pages in both languages, and closes it after. */
export const useLampSite = (...identities: readonly string[]): LampSite => {
  const current: { site?: DocsSite; folder: Folder } = { folder: new Map() };
  beforeEach(async () => {
    const site = await startDocsSite();
    Object.assign(current, { site, folder: new Map() });
    identities.forEach((identity) => addLamp(site, identity));
  });
  afterEach(() => current.site?.close());
  const siteNow = (): DocsSite => {
    if (current.site === undefined) throw new Error('The site runs inside of tests only.');
    return current.site;
  };
  return {
    get site() {
      return siteNow();
    },
    get folder() {
      return current.folder;
    },
    pull: (more, ports) => pullInto(current.folder, optionsFor(siteNow().origin, more), ports),
  };
};

/** The page of a lamp as the site serves it. */
export const lampOf = ({ origin }: DocsSite, language: 'en' | 'zh' = 'en', identity: string = HALL): string =>
  lampHtml({ origin, identity, language });

export const answerRedirect =
  (to: string): Answer =>
  (_, response) =>
    void response.writeHead(302, { location: to }).end();

export const answerPage =
  (make: () => string): Answer =>
  (_, response) =>
    sendHtml(response, { html: make() });
