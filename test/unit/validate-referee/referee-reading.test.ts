import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseModels, parseOperations } from '../../../generator/validate/referee-reading.js';
import { encodeText } from './fake-referee.js';

const operation = (id: string, parameter: string): string =>
  `+${[id, id, 'POST', '/a'].map(encodeText).join('')}isDeprecated ;+${encodeText('key')};;` +
  `+${[parameter, '10', '', 'undefined', ''].map(encodeText).join('')}+${encodeText('A')};isString required ;;` +
  `+${encodeText('200')}${encodeText('Thing')};;`;

describe('the reading', () => {
  it('gives back what was written, whatever the names hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (id, parameter) => {
        expect(parseOperations(operation(id, parameter))).toEqual([
          {
            operationId: id,
            emittedAs: id,
            method: 'post',
            path: '/a',
            flags: new Set(['isDeprecated']),
            schemes: ['key'],
            servers: [],
            parameters: [
              {
                name: parameter,
                maximum: '10',
                minimum: '',
                defaultValue: 'undefined',
                model: '',
                enumValues: ['A'],
                flags: new Set(['isString', 'required']),
              },
            ],
            responses: [{ status: '200', model: 'Thing' }],
          },
        ]);
      }),
    );
  });

  it('takes a name that looks like a further operation for a name', () => {
    const name = `x,${operation('forged', 'a')}`;
    expect(parseOperations(operation(name, 'a'))).toHaveLength(1);
  });

  it('is refused when it is cut off anywhere', () => {
    const whole = operation('getA', 'symbol');
    for (let end = 0; end < whole.length; end += 1)
      expect(parseOperations(whole.slice(0, end)), `cut at ${end}`).toBeUndefined();
  });

  it('is refused when something follows it', () => {
    expect(parseOperations(`${operation('getA', 'a')}+`)).toBeUndefined();
  });

  it('reads models by name', () => {
    const slot = `+${['id', '', '', 'undefined', 'Inner'].map(encodeText).join('')};isLong required ;`;
    expect(parseModels(`+${encodeText('Thing')}${slot};;`)).toMatchObject([
      ['Thing', { properties: [{ name: 'id', model: 'Inner', flags: new Set(['isLong', 'required']) }] }],
    ]);
  });
});
