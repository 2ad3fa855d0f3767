import type { PullResult } from '../pull/types.js';
import { plural } from './words.js';
import type { Style } from './style.js';

/** What a run of `docs pull` brought. What failed stands above it, page by page. */
export const describePull = ({ state, capture, counts, written }: PullResult, folder: string, style: Style): string => {
  const verdict = {
    complete: style.good('fetched'),
    partial: style.warning('fetched in part'),
    stopped: style.warning('stopped'),
  }[state];
  const failures = counts.kept + counts.missing;
  return [
    `${verdict}: ${plural(counts.listed, 'page')} asked for, ` +
      `${plural(written.length, 'file')} written in ${folder}/, ${counts.unchanged} unchanged` +
      `${failures === 0 ? '' : `, ${failures} failed (${counts.kept} kept from before)`}`,
    style.dim(
      `${plural(counts.requests, 'request')}, ${(counts.bytes / 1024).toFixed(0)} kB; ` +
        (capture.complete
          ? 'the capture is complete: all that the navigation lists is there'
          : 'the capture is not complete, so nothing that is missing in it counts as withdrawn'),
    ),
  ].join('\n');
};
