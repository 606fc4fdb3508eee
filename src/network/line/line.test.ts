// What becomes of a line at its ends and its bounds.
import { describe, expect, it } from 'vitest';
import { LineWorld } from '../../testing/network/line-world.ts';
import { LINE_TEXT_MAX } from './line.ts';

describe('a line to another device', () => {
  it('says goodbye after all that was sent', () => {
    const world = new LineWorld();
    world.attach();
    world.pass(10);
    const [one, two] = world.sides;
    one.send('last words');
    one.line.close('The page was closed.');
    world.pass(10);
    expect(two.heard).toEqual(['last words']);
    expect(two.ends).toEqual([{ kind: 'goodbye', reason: 'The page was closed.' }]);
    one.send('too late');
    two.send('too late');
    world.pass(60_000);
    expect(one.heard).toEqual([]);
  });

  it('keeps what is sent while nothing carries it, and ends at its bound', () => {
    const world = new LineWorld(undefined, { waitingMax: 100 });
    const [one] = world.sides;
    one.send('x'.repeat(60));
    expect(one.ends).toEqual([]);
    one.send('x'.repeat(60));
    expect(one.ends).toEqual([{ kind: 'full' }]);
  });

  it('ends where the other end sends a text without end', () => {
    const world = new LineWorld();
    const [one, two] = world.sides;
    world.attach();
    world.pass(10);
    const open = world.carrier();
    one.attach(open);
    const stranger = open(() => undefined);
    for (let sequence = 1; sequence <= LINE_TEXT_MAX / 10_000 + 1; sequence++)
      stranger.post(
        JSON.stringify({
          kind: 'part',
          line: two.line.name,
          sequence,
          isLast: false,
          text: 'x'.repeat(10_000),
          got: 0,
        }),
      );
    world.pass(10);
    expect(one.ends).toEqual([{ kind: 'too-long' }]);
  });

  it('ends where somebody else answers, and leaves its carrier to the next line', () => {
    const [here, there] = [new LineWorld(), new LineWorld()];
    here.attach();
    here.pass(10);
    const open = here.carrier();
    here.sides[0].attach(open);
    there.sides[0].attach(open);
    here.pass(10);
    expect(here.sides[0].ends).toEqual([{ kind: 'another' }]);
    expect(here.sides[0].line.release()).toBeDefined();
  });
});
