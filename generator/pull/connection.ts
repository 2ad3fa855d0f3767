import type { Pace } from './pace.js';
import type { PageFailure, PullOptions, PullPorts } from './types.js';

export interface RequestCounts {
  requests: number;
  notModified: number;
  bytes: number;
}

/** What the requests of one run share. */
export interface Connection {
  readonly options: PullOptions;
  readonly ports: PullPorts;
  readonly pace: Pace;
  readonly counts: RequestCounts;
  /** Why no further request is sent: the site asked for a long wait, or does not answer at all. */
  halted: PageFailure | undefined;
  failuresInARow: number;
}

export const STOPPED: PageFailure = { reason: 'stopped', message: 'The run was stopped before this page.' };
