/** Compiles only when both types are the same. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;

/** Says what type a value has: `is<string>()(order.price, true)`. */
export const is =
  <Wanted>() =>
  <Given>(_value: Given, _proof: Same<Given, Wanted>): void =>
    undefined;
