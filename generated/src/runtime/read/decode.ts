import type { ResponseKind } from '../operation.js';

type Step = string | number;
type Fields = Readonly<Record<string, ResponseKind>>;
type Data = Record<Step, unknown>;

/** A value is not what its kind promises. */
export class Mismatch extends Error {
  constructor(
    readonly expected: string,
    readonly path: readonly Step[],
  ) {
    super(`not ${expected} at ${formatPath(path)}`);
  }
}

/** `$.rows[3].amount` */
export const formatPath = (path: readonly Step[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'string' && /^\w+$/.test(step)) return `${text}.${step}`;
    return `${text}[${JSON.stringify(step)}]`;
  }, '$');

const INTEGER = /^-?\d+$/;
const WHOLE = /^-?\d+(?:\.0+)?$/;

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

const readText = (value: unknown): string | undefined => (isContainer(value) ? undefined : String(value));

const readId = (value: unknown): string | undefined => {
  const digits = typeof value === 'boolean' ? undefined : readText(value);
  return digits !== undefined && INTEGER.test(digits) ? digits : undefined;
};

// A text that is no number stays what it is: the exchange sends "" where there is no price.
const readDecimal = (value: unknown): string | undefined => (typeof value === 'boolean' ? undefined : readText(value));

const readInteger = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && WHOLE.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
};

const readBoolean = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return word === 'true' ? true : word === 'false' ? false : undefined;
};

const READERS = {
  string: readText,
  id: readId,
  decimal: readDecimal,
  time: readInteger,
  int: readInteger,
  bool: readBoolean,
} as const;

const EXPECTED: Readonly<Record<keyof typeof READERS, string>> = {
  string: 'text',
  id: 'an integer',
  decimal: 'a decimal',
  time: 'a time in milliseconds',
  int: 'an integer in the safe range',
  bool: 'true or false',
};

/** One documented field, prepared so that each row of a long list costs as little as can be. */
interface Member {
  readonly name: string;
  readonly kind: ResponseKind;
  /** For plain values. */
  readonly reader: ((value: unknown) => unknown) | undefined;
  /** Every object has something by this name, so it takes a closer look to see whether it is the field. */
  readonly isInherited: boolean;
}

const MEMBERS = new WeakMap<Fields, readonly Member[]>();

const membersOf = (fields: Fields): readonly Member[] => {
  const known = MEMBERS.get(fields);
  if (known !== undefined) return known;
  const members = Object.entries(fields).map(([name, kind]) => ({
    name,
    kind,
    reader: typeof kind === 'string' && kind !== 'any' ? READERS[kind] : undefined,
    isInherited: name in Object.prototype,
  }));
  MEMBERS.set(fields, members);
  return members;
};

/** Walks one response. The value was parsed for this walk alone and is changed in place; the path is for errors. */
class Walk {
  readonly #path: Step[] = [];

  read(kind: ResponseKind, value: unknown): unknown {
    if (value === null || kind === 'any') return value;
    if (typeof kind === 'string') return READERS[kind](value) ?? this.#refuse(EXPECTED[kind]);
    if ('list' in kind) return this.#readList(kind.list, value);
    if (!isContainer(value) || Array.isArray(value)) return this.#refuse('an object');
    const data = value as Data;
    if ('record' in kind) for (const name of Object.keys(data)) this.#readMember(kind.record, data, name);
    else this.#readFields(kind.fields, data);
    return data;
  }

  #readList(kind: ResponseKind, value: unknown): unknown {
    if (!Array.isArray(value)) return this.#refuse('a list');
    for (let index = 0; index < value.length; index += 1) this.#readMember(kind, value as unknown as Data, index);
    return value;
  }

  /** Fields that the spec does not know stay as they are. */
  #readFields(fields: Fields, data: Data): void {
    for (const member of membersOf(fields)) {
      const { name, reader } = member;
      if (member.isInherited && !Object.hasOwn(data, name)) continue;
      const before = data[name];
      if (before === undefined || before === null) continue;
      const after = reader?.(before);
      // Containers and misfits alone need the path.
      if (after === undefined) this.#readMember(member.kind, data, name);
      else if (after !== before) data[name] = after;
    }
  }

  /** Assigns an own property only, so even `__proto__` remains plain data. */
  #readMember(kind: ResponseKind, data: Data, step: Step): void {
    const before = data[step];
    if (before === null || kind === 'any') return;
    if (typeof kind === 'string') {
      const after = READERS[kind](before) ?? this.#refuse(EXPECTED[kind], step);
      if (after !== before) data[step] = after;
      return;
    }
    this.#path.push(step);
    this.read(kind, before);
    this.#path.pop();
  }

  #refuse(expected: string, ...last: readonly Step[]): never {
    throw new Mismatch(expected, [...this.#path, ...last]);
  }
}

/**
 * Reads what `parseExact` gave by its kind, so that a field always has the type it is declared with: text and exact
 * numerals as strings, times and counts as numbers. `null` stays null and a missing field missing. Throws `Mismatch`.
 */
export const readAs = (kind: ResponseKind, value: unknown): unknown => new Walk().read(kind, value);
