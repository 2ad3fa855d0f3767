import { isUtf8 } from 'node:buffer';
import { failed, ok, type Outcome } from '../core/diagnostic.js';
import { LineTable } from '../core/position.js';
import type { SourceFileRef } from '../core/source.js';
import { loadError } from './load-error.js';
import { MAX_BYTES } from './limits.js';

/** The text of a file, without a byte order mark. Refuses what no text file holds, saying where. */
export const decodeText = (source: SourceFileRef): Outcome<string> => {
  const { file, bytes } = source;
  if (bytes.length > MAX_BYTES) return failed(tooLarge(file, bytes.length));
  if (!isUtf8(bytes)) return failed(notUtf8(file, bytes));
  const text = new TextDecoder('utf-8').decode(bytes);
  const stray = strayCharacter(text);
  if (stray === -1) return ok(text);
  return failed(
    loadError('control-character', new LineTable(file, text).at(stray), {
      message: `YAML and JSON do not allow the control character ${codePointName(text.charCodeAt(stray))}.`,
      hint:
        text[stray] === '\r'
          ? 'Write the file with line ends LF or CR LF.'
          : 'Remove the character, or write it as an escape in a double-quoted string.',
    }),
  );
};

const tooLarge = (file: string, size: number) =>
  loadError(
    'too-large',
    { file, line: 1, col: 1 },
    {
      message: `The file has ${size} bytes; the largest that is read has ${MAX_BYTES}.`,
      hint: 'Check that this is the right file, or split it into fragments.',
    },
  );

const notUtf8 = (file: string, bytes: Uint8Array) => {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return loadError(
      'not-utf8',
      { file, line: 1, col: 1 },
      {
        message: 'The file is UTF-16 (it starts with that byte order mark at byte 0); only UTF-8 is read.',
        hint: 'Save the file as UTF-8.',
      },
    );
  }
  const at = validPrefix(bytes);
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, at)).replace(/^\uFEFF/, '');
  const byte = `byte ${at} (0x${(bytes[at] ?? 0).toString(16).padStart(2, '0')})`;
  return loadError('not-utf8', new LineTable(file, before).at(before.length), {
    message: `The file is not UTF-8: ${byte} starts no character.`,
    hint: 'Save the file as UTF-8.',
  });
};

/** Length of the longest prefix that is UTF-8. Halving keeps every step a call of the native check. */
const validPrefix = (bytes: Uint8Array): number => {
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = (good + bad + 1) >> 1;
    if (startsValid(bytes, middle)) good = middle;
    else bad = middle - 1;
  }
  return lastBoundary(bytes, good);
};

/** Whether the first `length` bytes are UTF-8, a character cut off at the end aside. */
const startsValid = (bytes: Uint8Array, length: number): boolean => {
  for (let cut = length; cut >= 0 && cut > length - 4; cut -= 1) if (isUtf8(bytes.subarray(0, cut))) return true;
  return false;
};

const lastBoundary = (bytes: Uint8Array, length: number): number => {
  for (let cut = length; cut > 0 && cut > length - 4; cut -= 1) if (isUtf8(bytes.subarray(0, cut))) return cut;
  return Math.max(0, length - 4);
};

/**
 * Offset of a C0 control other than tab and line ends, or of a carriage return that ends no line; -1 when there is
 * none.
 */
const strayCharacter = (text: string): number => text.search(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]|\r(?!\n)/);

const codePointName = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
