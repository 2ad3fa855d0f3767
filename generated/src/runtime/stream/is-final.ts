import { ConfigurationError, ValidationError } from '../errors/errors.js';
import { ApiError } from '../errors/response-errors.js';

/** Whether a call was refused for what it is, so that the same call is refused again: a wrong key, a wrong parameter. */
export const isFinal = (error: unknown): boolean => {
  if (error instanceof ConfigurationError || error instanceof ValidationError) return true;
  return error instanceof ApiError && error.kind === 'api' && error.status >= 400 && error.status < 500;
};
