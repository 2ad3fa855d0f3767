import type { DocType, JsonKind } from '../../docs/types.js';

/** What a value of each documented type may look like in an answer. Decimals stand with and without quotes. */
export const JSON_OF_TYPE: Readonly<Record<DocType, readonly JsonKind[]>> = {
  STRING: ['string'],
  ENUM: ['string', 'integer'],
  LONG: ['integer'],
  INT: ['integer'],
  DECIMAL: ['string', 'decimal', 'integer'],
  BOOLEAN: ['boolean'],
  ARRAY: ['array'],
  OBJECT: ['object'],
  'OBJECT ARRAY': ['array'],
};

const isDocType = (value: string): value is DocType => Object.hasOwn(JSON_OF_TYPE, value);

/** Whether two types of a field, each a word of a table or the kinds that examples show, let one value through. */
export const fieldTypesAlike = (left: string, right: string): boolean => {
  if (left === right) return true;
  if (isDocType(left)) return !isDocType(right) && fits(left, right);
  return isDocType(right) && fits(right, left);
};

const fits = (type: DocType, kinds: string): boolean =>
  kinds.split(',').every((kind) => JSON_OF_TYPE[type].some((fit) => fit === kind));
