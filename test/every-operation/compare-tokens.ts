import { isLosslessNumber, parse } from 'lossless-json';

/**
 * Where a result says something else than the JSON text that it was read from: a field lost or added, a list of another
 * length, a value whose text is not the token's. Numbers may have become exact texts, and texts of digits numbers.
 */
export const findLosses = (text: string, result: unknown): readonly string[] => compare(parse(text), result, '');

const compare = (wanted: unknown, got: unknown, path: string): readonly string[] => {
  if (isLosslessNumber(wanted)) return isSameToken(wanted.toString(), got) ? [] : [tell(path, wanted.toString(), got)];
  if (Array.isArray(wanted)) {
    if (!Array.isArray(got) || got.length !== wanted.length) return [tell(path, `a list of ${wanted.length}`, got)];
    return wanted.flatMap((item, index) => compare(item, got[index], `${path}[${index}]`));
  }
  if (typeof wanted === 'object' && wanted !== null) return compareObjects(wanted, got, path);
  if (typeof wanted === 'string' && typeof got === 'number')
    return String(got) === wanted ? [] : [tell(path, wanted, got)];
  return Object.is(wanted, got) ? [] : [tell(path, JSON.stringify(wanted), got)];
};

const compareObjects = (wanted: object, got: unknown, path: string): readonly string[] => {
  if (typeof got !== 'object' || got === null || Array.isArray(got)) return [tell(path, 'an object', got)];
  const added = Object.keys(got).filter((key) => !Object.hasOwn(wanted, key));
  return [
    ...added.map((key) => `${path}.${key} was added`),
    ...Object.entries(wanted).flatMap(([key, value]) =>
      Object.hasOwn(got, key) ? compare(value, Reflect.get(got, key), `${path}.${key}`) : [`${path}.${key} was lost`],
    ),
  ];
};

const isSameToken = (token: string, got: unknown): boolean =>
  typeof got === 'string' ? got === token : typeof got === 'number' && String(got) === token;

const tell = (path: string, wanted: string, got: unknown): string =>
  `${path === '' ? 'the answer' : path}: ${wanted} became ${JSON.stringify(got)}`;
