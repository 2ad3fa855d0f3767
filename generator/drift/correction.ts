import { pointerTokens } from '../core/json.js';
import type { Position } from '../core/position.js';

/**
 * Where a correction of the spec belongs. Upstream is kept as it was received, so what stands there is corrected by an
 * overlay action; everything else is corrected in its own file.
 */
export const correctionPlace = (at: Position, pointer: string): string =>
  /(?:^|\/)upstream\//.test(at.file)
    ? `by an action in spec/overlays/ on ${jsonPath(pointer)} (upstream: ${at.file}:${at.line})`
    : `in ${at.file}:${at.line}`;

/** The JSONPath of what a pointer names; one of the pointer's last tokens may not exist yet. */
const jsonPath = (pointer: string): string =>
  pointerTokens(pointer).reduce((path, token, index, tokens) => {
    const list = tokens[index - 1];
    // A condition has no name to be found by: the whole list is a matter of its operation.
    if (token === 'x-conditions' || list === 'x-conditions') return path;
    if (list === 'parameters') return `${path}[?@.name==${quote(token)}]`;
    if (list === 'x-error-codes' && /^-?\d+$/.test(token)) return `${path}[?@.code==${token}]`;
    return /^[A-Za-z_]\w*$/.test(token) ? `${path}.${token}` : `${path}[${quote(token)}]`;
  }, '$');

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
