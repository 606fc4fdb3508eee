import { expect, test } from 'vitest';
import { Store } from './store.ts';

test('a change makes a new state, and is heard once by everybody who follows', () => {
  const store = new Store(() => ({ a: 1, b: 2 }));
  const before = store.state;
  const heard: number[] = [];
  store.subscribe(() => heard.push(store.state.a));
  const unsubscribe = store.subscribe(() => heard.push(-store.state.a));
  store.change({ a: 5 });
  expect([before, store.state, heard]).toEqual([{ a: 1, b: 2 }, { a: 5, b: 2 }, [5, -5]]);
  unsubscribe();
  store.change({ a: 6 });
  store.close();
  store.change({ a: 7 });
  expect([heard, store.state.a]).toEqual([[5, -5, 6], 7]);
});

test('what changes nothing is not heard, and the state stays the same object', () => {
  const store = new Store(() => ({ a: 1 }));
  const before = store.state;
  store.subscribe(() => expect.unreachable());
  store.change({ a: 1 });
  expect(store.state).toBe(before);
});

test('a described state is described once for each renewal, and only when somebody asks', () => {
  let descriptions = 0;
  let heard = 0;
  const store = new Store(() => ({ number: ++descriptions }));
  store.subscribe(() => (heard += 1));
  store.renew();
  store.renew();
  expect([heard, descriptions]).toEqual([2, 0]);
  expect([store.state, store.state]).toEqual([{ number: 1 }, { number: 1 }]);
});
