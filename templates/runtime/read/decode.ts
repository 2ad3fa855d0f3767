import type { ResponseKind } from '../operation.js';
import { isPlain, parseExact, protectNumbers, skipMark } from './json.js';
import { DOUBT, type Plan, type Read, SCALARS } from './kinds.js';
import { Mismatch, type Step } from './mismatch.js';

type Fields = Readonly<Record<string, ResponseKind>>;
type Data = Record<string, unknown>;

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const within = (step: Step, error: unknown): unknown => {
  if (error instanceof Mismatch) error.path.unshift(step);
  return error;
};

/** `null` is of every kind. */
const readBy = (plan: Plan, value: unknown, isExact: boolean): unknown => {
  if (value === null || (plan.takesText && typeof value === 'string')) return value;
  const read = plan.read(value, isExact);
  if (read === undefined) throw new Mismatch(plan.expected);
  return read;
};

const listReader =
  (item: Plan): Read =>
  (value, isExact) => {
    if (!Array.isArray(value)) return undefined;
    let index = 0;
    try {
      for (; index < value.length; index += 1) {
        const before: unknown = value[index];
        const after = readBy(item, before, isExact);
        if (after !== before) value[index] = after;
      }
    } catch (error) {
      throw within(index, error);
    }
    return value;
  };

/** The fields of an object, in the order in which the object before had them. */
type Order = { readonly name: string; readonly plan: Plan }[];

/** The plan for a field that is not where it was expected. */
type FindPlan = (name: string, position: number) => Plan;

/**
 * JSON.parse gives all rows of a list one shape: `for in` is the fastest way over it, and a field is mostly where it
 * was in the row before. Only own fields are assigned, so even `__proto__` remains plain data.
 */
const objectReader =
  (order: Order, find: FindPlan): Read =>
  (value, isExact) => {
    if (!isObject(value)) return undefined;
    let position = 0;
    let name = '';
    try {
      for (name in value) {
        const field = order[position];
        const plan = field?.name === name ? field.plan : find(name, position);
        const before = value[name];
        const after = readBy(plan, before, isExact);
        if (after !== before) value[name] = after;
        position += 1;
      }
    } catch (error) {
      throw within(name, error);
    }
    return value;
  };

const fieldsReader = (fields: Fields): Read => {
  const plans = new Map(Object.entries(fields).map(([name, kind]) => [name, planFor(kind)]));
  const order = Array.from(plans, ([name, plan]) => ({ name, plan }));
  return objectReader(order, (name, position) => {
    const plan = plans.get(name);
    // Fields that the spec does not know stay as they are.
    if (plan === undefined) return SCALARS.any;
    // Never longer than it was: the names of an answer must not pile up.
    if (position < order.length) order[position] = { name, plan };
    return plan;
  });
};

const recordReader = (plan: Plan): Read => objectReader([], () => plan);

const eitherReader =
  (list: Plan, object: Plan): Read =>
  (value, isExact) =>
    (Array.isArray(value) ? list : object).read(value, isExact);

const makePlan = (kind: Exclude<ResponseKind, string>): Plan => {
  if ('either' in kind) {
    const [list, object] = kind.either;
    return { read: eitherReader(planFor(list), planFor(object)), expected: 'a list or an object', takesText: false };
  }
  if ('list' in kind) return { read: listReader(planFor(kind.list)), expected: 'a list', takesText: false };
  const read = 'record' in kind ? recordReader(planFor(kind.record)) : fieldsReader(kind.fields);
  return { read, expected: 'an object', takesText: false };
};

const PLANS = new WeakMap<object, Plan>();

const planFor = (kind: ResponseKind): Plan => {
  if (typeof kind === 'string') return SCALARS[kind];
  const known = PLANS.get(kind);
  if (known !== undefined) return known;
  const plan = makePlan(kind);
  PLANS.set(kind, plan);
  return plan;
};

/**
 * Reads what `parseExact` gave by its kind, so that a field always has the type it is declared with: text and exact
 * numerals as strings, times and counts as numbers. `null` stays null and a missing field missing. The value is changed
 * in place. Throws `Mismatch`.
 */
export const readAs = (kind: ResponseKind, value: unknown): unknown => readBy(planFor(kind), value, true);

/**
 * Reads a body by its kind: what `parseExact` and `readAs` give, but for little more than JSON.parse costs where there
 * are few numbers and simple ones, as in most answers. `inspect` may look at the value, and throw, before it is read.
 */
export const decode = (kind: ResponseKind, body: string, inspect: (value: unknown) => void): unknown => {
  const text = skipMark(body);
  const isExact = !isPlain(text);
  const value: unknown = isExact ? parseExact(text) : JSON.parse(text);
  inspect(value);
  try {
    return readBy(planFor(kind), value, isExact);
  } catch (error) {
    if (error !== DOUBT) throw error;
    const exact = protectNumbers(text);
    // What was read before the doubt came up reads the same again.
    return readAs(kind, exact === undefined ? value : JSON.parse(exact));
  }
};
