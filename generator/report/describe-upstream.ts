import { formatPosition } from '../core/position.js';
import type { TakenUpstream } from '../pipeline-upstream.js';
import type { UpstreamChange } from '../upstream/types.js';
import { plural } from './words.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** What taking a new upstream document did and what it changes. */
export const describeUpstream = (taken: TakenUpstream, style: Style): string =>
  [
    headline(taken, style),
    `sha256 ${taken.sha256}, ${plural(taken.bytes, 'byte')}, from line ${taken.startLine} of the file given`,
    ...taken.changes
      .filter((change) => !taken.isFirst || isOperation(change))
      .map((change) => describeChange(change, style)),
    ...(taken.isSame ? [] : [style.dim('Next: marginalia generate, then marginalia drift.')]),
  ].join('\n');

const headline = ({ file, former, isSame, isWritten, isFirst, changes }: TakenUpstream, style: Style): string => {
  if (isSame) return `${style.good('unchanged')}: ${file} is this document already, byte for byte`;
  const what = isFirst
    ? `${plural(changes.filter(isOperation).length, 'operation')}, nothing to compare with`
    : changes.length === 0
      ? 'no change of content'
      : plural(changes.length, 'change');
  const where = former === null ? file : `${file} in place of ${former}`;
  return isWritten
    ? `${style.good('stored')} ${where}: ${what}`
    : `${style.warning('not written')} (--dry-run) ${where}: ${what}`;
};

/** `POST /path`, not a part of the document such as `components`. */
const isOperation = ({ operation }: UpstreamChange): boolean => /^[A-Z]+ /.test(operation);

const describeChange = (change: UpstreamChange, style: Style): string => {
  const place = style.dim(`(${formatPosition(change.at)})`);
  const name = printable(change.operation);
  if (change.kind !== 'changed') {
    const mark = change.kind === 'added' ? style.good('+ added  ') : style.error('- removed');
    return `${mark} ${name} ${place}`;
  }
  const shown = change.pointers.slice(0, 6).map(printable).join(', ');
  const more = change.pointers.length > 6 ? ` and ${change.pointers.length - 6} more` : '';
  return `${style.warning('~ changed')} ${name} ${place}: ${shown}${more}`;
};
