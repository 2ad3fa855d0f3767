import type { Answer } from '../../exchange/exchange.js';

/** What may happen to a request that the exchange may have carried out, and the error that tells a reader of it. */
export const DOUBTFUL: readonly (readonly [what: string, answer: Answer, kind: string])[] = [
  ['a reset before the answer', { fault: 'reset' }, 'network'],
  ['a reset within the answer', { fault: 'reset-body', json: { tranId: 1 } }, 'network'],
  ['bytes that are no HTTP', { fault: 'garbage' }, 'network'],
  ['no answer in time', { fault: 'hang' }, 'timeout'],
  [
    'an answer that drips past the deadline',
    { fault: 'drip', json: { tranId: 1, padding: 'x'.repeat(200) } },
    'timeout',
  ],
  [
    'a plain 500',
    { status: 500, json: { code: -1000, msg: 'An unknown error occurred while processing the request.' } },
    'api',
  ],
  ['an HTML 502', { status: 502, body: '<html>Bad Gateway</html>', headers: { 'content-type': 'text/html' } }, 'api'],
  [
    'a 503 that says the status is unknown',
    { status: 503, json: { code: -1000, msg: 'Unknown error, please check your request or try again later.' } },
    'api',
  ],
  ['a 504', { status: 504, json: { code: -1007, msg: 'Timeout waiting for response from backend server.' } }, 'api'],
  [
    '-1006 with a 400',
    { status: 400, json: { code: -1006, msg: 'An unexpected response was received from the message bus.' } },
    'api',
  ],
  [
    '-1007 with a 400',
    { status: 400, json: { code: -1007, msg: 'Timeout waiting for response from backend server.' } },
    'api',
  ],
  [
    '-1000 with a 400',
    { status: 400, json: { code: -1000, msg: 'An unknown error occurred while processing the request.' } },
    'api',
  ],
  ['a 408', { status: 408, body: '' }, 'api'],
  [
    'a 409, which says that a part was done',
    { status: 409, json: { code: -2021, msg: 'Order cancel-replace partially failed.' } },
    'api',
  ],
  ['a redirect', { status: 303, headers: { location: 'https://example.org/' } }, 'network'],
  ['a 200 that is not JSON', { body: '<html>hello</html>' }, 'decode'],
  ['a 200 that is HTML by its type', { json: {}, headers: { 'content-type': 'text/html' } }, 'decode'],
  ['a 200 with half the JSON', { body: '{"tranId":' }, 'decode'],
  ['a 200 with an empty body', { body: '' }, 'decode'],
  ['a 200 of another form', { json: { tranId: { nested: true } } }, 'decode'],
  ['a 200 with null', { body: 'null' }, 'decode'],
  ['a 200 with an error', { json: { code: -3006, msg: 'no' } }, 'decode'],
  ['a 304', { status: 304 }, 'network'],
  ['a 200 that is longer than permitted', { json: { tranId: 'x'.repeat(5000) } }, 'decode'],
];

/** Refusals after which nothing was carried out. */
export const CERTAIN: readonly (readonly [what: string, answer: Answer, kind: string])[] = [
  ['a documented refusal', { status: 400, json: { code: -3006, msg: 'no' } }, 'api'],
  ['a 403 of the firewall', { status: 403, body: '<html>', headers: { 'content-type': 'text/html' } }, 'api'],
  [
    '-1021',
    { status: 400, json: { code: -1021, msg: 'Timestamp for this request is outside of the recvWindow.' } },
    'api',
  ],
  ['429', { status: 429, json: { code: -1003, msg: 'Too many requests.' } }, 'rate-limit'],
  ['418', { status: 418, json: { code: -1003, msg: 'Way too many requests.' } }, 'banned'],
];
