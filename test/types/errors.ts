/** The exchange's names for errors are known to the compiler. */
import { ERROR_CODES, type ApiError, type DocumentedError, type ErrorName } from 'marginalia-binance';
import type { ErrorName as Same } from 'marginalia-binance/error-codes';

declare const error: ApiError;

// Of the catalogue and of the operations.
export const names: readonly ErrorName[] = ['BAD_SYMBOL', 'NEW_ORDER_REJECTED', 'SYSTEM_ASSET_NOT_ENOUGH'];
// @ts-expect-error a misspelt one
export const misspelt: ErrorName = 'BAD_SIMBOL';
// @ts-expect-error a name is no plain text
export const anything: ErrorName = String(error);
export const same: Same = names[0] ?? 'BAD_SYMBOL';

export const isShort: boolean = error.is('SYSTEM_ASSET_NOT_ENOUGH');

export const meanings: readonly DocumentedError[] = ERROR_CODES.BAD_SYMBOL;
export const codes: readonly number[] = Object.values(ERROR_CODES).flatMap((all) => all.map(({ code }) => code));
// @ts-expect-error a name that nobody gives
ERROR_CODES.BAD_SIMBOL;
// @ts-expect-error the catalogue is data, and not to be changed
ERROR_CODES.BAD_SYMBOL = [];
// @ts-expect-error neither are its entries
ERROR_CODES.BAD_SYMBOL.push({ code: 1, description: '' });
