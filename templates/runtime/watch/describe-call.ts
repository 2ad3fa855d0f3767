import type { Call } from '../call/call.js';
import type { CallInfo } from './instrument.js';

/** https://opentelemetry.io/docs/specs/semconv/http/http-spans/ — without the full URL, which would show parameters. */
export const describeCall = ({ operation, plan }: Call): CallInfo => ({
  name: operation.name,
  attributes: {
    'http.request.method': operation.method,
    'server.address': plan.origin.host,
    'server.port': plan.origin.port,
    'url.path': operation.path,
    'rpc.method': operation.name,
  },
});
