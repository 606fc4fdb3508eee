// Where a value ends: of a time before a comma, and of a cell.
import { expect, test } from 'vitest';
import { scan } from './scan.ts';
import { styleOf } from './style.ts';

function valuesIn(lines: readonly string[], of = lines.length - 1): string[] {
  return scan(lines[of]!, styleOf(lines)).map(({ text }) => text);
}

test.each([
  {
    form: 'a number of one digit or two behind it is another value',
    lines: ['15:20:27,0,recv,5', '15:20:28,12,recv,6', '15:20:29,1,recv,8'],
    values: ['15:20:29', '1', 'recv', '8'],
  },
  {
    form: 'three digits each time are its fraction',
    lines: ['15:20:27,130,recv,5', '15:20:28,130,recv,6'],
    values: ['15:20:28,130', 'recv', '6'],
  },
  {
    form: 'in a table each cell is one value',
    lines: ['time,queue,event,clock', '15:20:27,123,recv,5', 'Mar 4 15:20:28,456,recv,6'],
    values: ['Mar 4 15:20:28', '456', 'recv', '6'],
  },
])('a time with a comma behind it: $form', ({ lines, values }) => {
  expect(valuesIn(lines)).toEqual(values);
});

test('an id in hexadecimal digits is no number with an exponent', () => {
  const kinds = (text: string) => scan(text, styleOf([text])).map(({ kind }) => kind);
  expect(kinds('id=1365e770')).toEqual(kinds('id=b51034fe'));
  expect(scan('1.5e3 2e+3 7.25', styleOf(['1.5e3 2e+3 7.25'])).map(({ value }) => value)).toEqual([
    1500, 2000, 7.25,
  ]);
});
