import { describe, expect, test } from 'vitest';
import type { EndpointFacts } from '../../../generator/docs/types.js';
import { groupEndpoints } from '../../../generator/draft/group-endpoints.js';
import { Names, summaryOf } from '../../../generator/draft/naming.js';

const PORTFOLIO = 'derivatives/portfolio-margin/trade/A';
const AT = { file: 'page.md', line: 1, col: 1 };
const fact = (value: string) => ({ value, quote: value, at: AT });

const endpoint = (line: string, title: string, identity: string): EndpointFacts => {
  const [method = '', path = ''] = line.split(' ');
  return {
    file: `${identity}.md`,
    language: 'en',
    identity: fact(identity),
    title: fact(title),
    method: fact(method),
    path: fact(path),
    weights: [],
    rateLimits: [],
    conditions: [],
    notes: [],
    examples: [],
    errors: [],
    diagnostics: [],
  };
};

const named = (...all: readonly EndpointFacts[]): readonly string[] => {
  const names = new Names(undefined);
  return groupEndpoints(all).groups.map((group) => names.give(group).client);
};

describe('names of the client', () => {
  test.each([
    ['POST /sapi/v1/margin/order', 'Margin Account New Order', 'margin_trading/trade/A', 'margin.createOrder'],
    ['GET /sapi/v1/margin/order', "Query Margin Account's Order", 'margin_trading/trade/A', 'margin.getOrder'],
    ['GET /sapi/v1/margin/tradeCoeff', 'Get Summary of Margin account', 'margin_trading/trade/A', 'margin.tradeCoeff'],
    [
      'GET /sapi/v1/margin/loan-group/ltv-details',
      'Query Risk Unit Details',
      'institutional_loan/A',
      'loanGroup.ltvDetails',
    ],
    ['DELETE /sapi/v1/margin/order', 'Margin Account Cancel Order', 'margin_trading/trade/A', 'margin.cancelOrder'],
    ['GET /sapi/v1/margin/openOrders', "Query Margin Account's Open Orders", 'margin_trading', 'margin.openOrders'],
    ['POST /papi/v1/um/order', 'New UM Order', 'derivatives/portfolio-margin/A', 'portfolioMargin.createUmOrder'],
    ['POST /papi/v1/marginLoan', 'Margin Account Borrow', PORTFOLIO, 'portfolioMargin.borrow'],
    ['POST /sapi/v1/margin/loan-group/borrow', 'Risk Unit Borrow', 'institutional_loan/trade', 'loanGroup.borrow'],
    ['GET /shop/v1/tea', '3D Tea', 'shop', 'shop.dTea'],
  ])('%s, "%s" of %s: %s', (line, title, identity, name) => {
    expect(named(endpoint(line, title, identity))).toEqual([name]);
  });

  test('are none that every object has', () => {
    expect(named(endpoint('GET /shop/v1/tea', 'toString', 'constructor'))).toEqual(['constructorArea.getToString']);
  });

  test('are never given twice, not even in another case', () => {
    const titles = ['Query Tea Pots', 'Query Tea pots', 'Query Teapots', 'Query TEA POTS'];
    const all = titles.map((title, index) => endpoint(`GET /shop/v1/tea${index}`, title, `shop/tea/${index}`));
    const names = named(...all).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(titles.length);
  });

  test('do not depend on what else is drafted, unless it takes the name', () => {
    const tea = endpoint('GET /shop/v1/tea', 'Query Tea Prices', 'shop/tea/A');
    const milk = endpoint('GET /shop/v1/milk', 'Query Milk Prices', 'shop/milk/A');
    expect(named(tea, milk)).toEqual([...named(milk), ...named(tea)]);
  });

  test('become a summary', () => {
    expect(summaryOf('portfolioMargin.createUmOrder')).toBe('Create UM order');
  });
});
