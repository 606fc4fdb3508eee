// What a fragment says of the page: which view, with which settings, and whether in a page of somebody else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFragment, writeFragment } from './view.ts';

test('an embedded view has the settings of the same view in the whole page', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z]{1,10}$/),
      fc.webQueryParameters().filter(query => !query.startsWith('?')),
      fc.boolean(),
      (view, query, isEmbedded) => {
        fc.pre(view !== 'embed');
        expect(readFragment(writeFragment({ view, query, isEmbedded }))).toEqual({ view, query, isEmbedded });
      },
    ),
  );
});

test.each([
  ['', 'trial', false],
  ['#', 'trial', false],
  ['#/embed', 'trial', true],
  ['#/embed/', 'trial', true],
  ['#/embed/sweep', 'sweep', true],
  ['#/embedded', 'embedded', false],
  ['#/embed/embed/trial', 'embed/trial', true],
])('the address %j', (hash, view, isEmbedded) => {
  expect(readFragment(hash)).toEqual({ view, query: '', isEmbedded });
});
