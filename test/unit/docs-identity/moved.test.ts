import { expect, test } from 'vitest';
import { findMoved } from '../../../generator/docs/removal.js';
import type { EndpointFacts } from '../../../generator/docs/types.js';
import { endpointPage, type Shape } from './pages.js';

const factsOf = (identity: string, shape: Shape): readonly EndpointFacts[] => endpointPage(identity, shape).endpoints;

const OLD = { path: '/shop/v1/sell', title: 'Sell' };
const [old] = factsOf('shop/trade/Sell', OLD);
if (!old) throw new Error('no endpoint');

const moved = (...candidates: readonly (readonly EndpointFacts[])[]): string | undefined =>
  findMoved(old, candidates.flat())?.path.value;

test.each([
  ['to another version, with its title', 'shop/trade/Sell-V2', { path: '/shop/v2/sell', parameters: ['article'] }],
  ['to another version, with its parameters', 'shop/trade/Sell-V2', { path: '/shop/v2/sell', title: 'Sell (new)' }],
  ['below a prefix', 'shop/trade/Sell', { path: '/v1/sell' }],
  ['on its page, with title and parameters', 'shop/trade/Sell', { path: '/shop/v1/order/sell-now' }],
  ['to another method of its page', 'shop/trade/Sell', { path: '/shop/v1/sell', method: 'PUT' }],
  ['to another page, with title and parameters', 'shop/orders/Sell', { path: '/shop/v1/orders/sell' }],
])('an endpoint that moved %s is found', (_, identity, shape) => {
  const other = factsOf('shop/trade/Buy', { path: '/shop/v1/buy', title: 'Buy' });
  expect(moved(factsOf(identity, shape), other)).toBe(shape.path);
});

const BUY = { path: '/shop/v1/buy', title: 'Buy', parameters: ['x'] };

test.each([
  ['has another name and other parameters', 'shop/trade/Buy', BUY],
  ['has its parameters alone', 'shop/trade/Buy', { path: '/shop/v1/buy', title: 'Buy' }],
  ['has its title alone', 'shop/trade/Buy', { path: '/shop/v1/buy', parameters: ['x'] }],
  ['has only the parameters of all signed endpoints', 'shop/trade/Buy', { path: '/shop/v1/buy', parameters: [] }],
  ['belongs to another family', 'office/Sell', { path: '/office/v1/sell' }],
  ['took its place as the first of a category', 'shop/trade/Sell', BUY],
  ['is the endpoint itself', 'shop/trade/Sell', OLD],
])('an endpoint that %s is another one', (_, identity, shape) => {
  expect(moved(factsOf(identity, shape))).toBeUndefined();
});

test('where two endpoints could be it, none is', () => {
  const second = factsOf('shop/trade/Sell-V2', { path: '/shop/v2/sell' });
  const third = factsOf('shop/trade/Sell-V3', { path: '/shop/v3/sell' });
  expect(moved(second)).toBe('/shop/v2/sell');
  expect(moved(second, third)).toBeUndefined();
});

test('the half in the same language is given', () => {
  const [, chinese] = factsOf('shop/trade/Sell', OLD);
  const candidates = factsOf('shop/trade/Sell-V2', { path: '/shop/v2/sell' });
  expect(chinese && findMoved(chinese, candidates)?.language).toBe('zh');
});
