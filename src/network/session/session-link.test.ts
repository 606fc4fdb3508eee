// A session where the law of sessions does not reach: its bounds, who is at the other end, and what it says of the end.
import { describe, expect, it } from 'vitest';
import { End, RUN, SessionWorld } from '../../testing/network/session-world.ts';
import { messageOf } from '../../testing/network/laws.ts';
import { LinkClosedError, LinkOverflowError } from '../link.ts';
import { INBOX_EARLY_MAX } from './inbox.ts';
import { OUTBOX_MESSAGES_MAX } from './outbox.ts';
import { RESEND_AFTER_MAX_MS, RESEND_AFTER_MS } from './sending.ts';

function openWorld(options: ConstructorParameters<typeof SessionWorld>[0] = {}) {
  const world = new SessionWorld(options);
  for (const end of world.ends) end.listen();
  world.attach();
  world.pass(50);
  const [one, two] = world.ends;
  return { world, one, two };
}

const kindsOf = (frames: readonly string[]) =>
  frames.map(frame => (JSON.parse(frame) as { readonly kind: string }).kind);

describe('a session over a carrier that holds', () => {
  it('sends each message at once and once, and acknowledges with what it sends itself', () => {
    const { world, one, two } = openWorld();
    world.frames.length = 0;
    one.send();
    expect(kindsOf(world.frames)).toEqual(['message']);
    world.pass(1);
    expect(two.heard).toEqual(one.sent);
    two.send();
    world.pass(1);
    expect(one.session.unacknowledged).toBe(0);
    world.pass(10_000);
    // One acknowledgement for the last message, and nothing else.
    expect(kindsOf(world.frames)).toEqual(['message', 'message', 'acknowledgement']);
    expect(one.session.counts).toMatchObject({ resent: 0, duplicates: 0, changes: 0 });
  });

  it('says nothing while there is nothing to say', () => {
    const { world } = openWorld();
    world.frames.length = 0;
    world.pass(600_000);
    expect(world.frames).toEqual([]);
  });

  it('sends again at once what the other end has not acknowledged, when that begins anew on the same carrier', () => {
    const { world, one, two } = openWorld();
    for (let i = 0; i < 3; i++) one.send();
    world.frames.length = 0;
    const { own, peer } = one.session.names!;
    const hello = { run: RUN, from: 2, to: 1, kind: 'hello', session: peer, peer: own, acknowledged: 1 };
    world.inject(one, JSON.stringify(hello));
    expect(kindsOf(world.frames)).toEqual(['welcome', 'message', 'message']);
    world.pass(1);
    expect(two.heard).toEqual(one.sent);
    expect(one.session.counts.resent).toBe(2);
  });

  it('acknowledges at once what comes again: whoever sent it has not heard that it came', () => {
    const { world, one, two } = openWorld();
    one.send();
    world.pass(1000);
    const last = world.frames.findLast(frame => frame.includes('"message"'));
    world.frames.length = 0;
    world.inject(two, last);
    expect(kindsOf(world.frames)).toEqual(['acknowledgement']);
    expect(two.session.counts.duplicates).toBe(1);
    expect(two.heard).toEqual(one.sent);
  });

  it('sends again what a page that sleeps does not acknowledge, less and less often, and not all of it', () => {
    const { world, one, two } = openWorld();
    two.session.detach(); // nothing is heard, and nothing said
    world.frames.length = 0;
    for (let i = 0; i < 1000; i++) one.send();
    world.pass(5 * 60_000);
    const again = world.frames.length - 1000;
    expect(again).toBeGreaterThan(0);
    const times = Math.log2(RESEND_AFTER_MAX_MS / RESEND_AFTER_MS) + (5 * 60_000) / RESEND_AFTER_MAX_MS;
    expect(again).toBeLessThanOrEqual(64 * (times + 1));
    expect(one.session.counts.resent).toBe(again);
    expect(one.session.counts.overdue).toBe(1000);
  });
});

describe('the bounds of a session', () => {
  it('refuses what is beyond its outbox, says when there is room again, and for how long it was full', () => {
    const { world, one, two } = openWorld();
    two.session.detach();
    for (let i = 0; i < OUTBOX_MESSAGES_MAX; i++) expect(one.send()).toBe(true);
    expect(one.session.isFull).toBe(true);
    expect(() => one.session.send(messageOf(1, 2, 1e6))).toThrow(LinkOverflowError);
    expect(one.session.unacknowledged).toBe(OUTBOX_MESSAGES_MAX);
    world.pass(2500);
    world.attach();
    world.pass(1000);
    expect(one.session.isFull).toBe(false);
    expect(one.events.filter(({ kind }) => kind === 'drained')).toHaveLength(1);
    expect(one.session.counts.heldMs).toBeGreaterThanOrEqual(2500);
    expect(one.session.counts.heldMs).toBeLessThan(3500);
    world.pass(30_000);
    expect(two.heard).toEqual(one.sent);
  });

  it('takes no more than its first listener can be told, and goes on when it comes', () => {
    const world = new SessionWorld({ bufferMax: 100 });
    const [one, two] = world.ends;
    one.listen();
    world.attach();
    world.pass(50);
    for (let i = 0; i < 300; i++) one.send();
    world.pass(60_000);
    expect(one.session.unacknowledged).toBe(200);
    two.listen();
    expect(two.heard).toHaveLength(300);
    world.pass(60_000);
    expect(two.heard).toEqual(one.sent);
    expect(one.session.unacknowledged).toBe(0);
  });

  it('refuses what is further ahead than it keeps', () => {
    const { world, one, two } = openWorld();
    one.send();
    world.pass(1);
    const last = JSON.parse(world.frames.findLast(frame => frame.includes('"message"'))!) as object;
    const ahead = (sequence: number) =>
      world.inject(two, JSON.stringify({ ...last, sequence, number: sequence }));
    ahead(INBOX_EARLY_MAX + 1);
    expect(two.session.rejected).toBe(0);
    ahead(INBOX_EARLY_MAX + 2);
    expect(two.events.at(-1)).toEqual({ kind: 'rejected', reason: 'too-early', count: 1 });
  });
});

describe('who is at the other end', () => {
  it('of a page that begins anew nothing is taken for what the one before sent: the session ends', () => {
    const { world, one } = openWorld();
    one.send();
    const [mine, theirs] = world.carriers();
    const heir = new End(2, world.scheduler, {});
    heir.listen();
    heir.attach(theirs);
    one.attach(mine);
    world.pass(50);
    expect(one.closings).toEqual(['Machine 2 started again.']);
    expect(() => one.send()).toThrow(LinkClosedError);
    expect(heir.heard).toEqual([]);
    expect(heir.isOpen).toBe(false);
  });

  it('a hello that an earlier page left on its way ends nothing: nobody answers for it', () => {
    const { world, one, two } = openWorld();
    const hello = { run: RUN, from: 2, to: 1, kind: 'hello', session: 'a'.repeat(32), acknowledged: 0 };
    world.inject(one, JSON.stringify(hello));
    world.pass(50);
    expect(one.closings).toEqual([]);
    two.send();
    world.pass(50);
    expect(one.heard).toEqual(two.sent);
  });

  it('messages of another session, or to another one, are refused and counted', () => {
    const { world, one, two } = openWorld();
    one.send();
    world.pass(50);
    const last = JSON.parse(world.frames.findLast(frame => frame.includes('"message"'))!) as object;
    for (const fields of [{ session: 'a'.repeat(32) }, { peer: 'b'.repeat(32) }])
      world.inject(two, JSON.stringify({ ...last, sequence: 2, number: 9, ...fields }));
    world.inject(two, JSON.stringify({ ...last, sequence: 2, number: 9, acknowledged: 1 }));
    expect(two.events.slice(-3)).toEqual([
      { kind: 'rejected', reason: 'foreign-session', count: 1 },
      { kind: 'rejected', reason: 'foreign-session', count: 2 },
      { kind: 'rejected', reason: 'malformed', count: 3 },
    ]);
    expect(two.heard).toEqual(one.sent);
  });
});

describe('the end of a session', () => {
  it('comes after all that was sent before the goodbye', () => {
    const { world, one, two } = openWorld();
    for (let i = 0; i < 100; i++) one.send();
    one.session.close();
    one.session.close();
    world.pass(50);
    expect(two.heard).toEqual(one.sent);
    expect([one.closings, two.closings]).toEqual([[undefined], ['Machine 1 closed the link.']]);
  });

  it('says how much did not come', () => {
    const { world, one, two } = openWorld();
    for (let i = 0; i < 3; i++) one.send();
    world.pass(5);
    const goodbye = JSON.parse(world.frames.findLast(frame => frame.includes('"message"'))!) as Record<
      string,
      unknown
    >;
    const { run, from, to, session, peer } = goodbye;
    world.inject(two, JSON.stringify({ run, from, to, kind: 'goodbye', session, peer, sequence: 5 }));
    expect(two.closings).toEqual([]);
    two.cut();
    expect(two.closings).toEqual(['Machine 1 closed the link, and 2 of its messages did not come.']);
    expect(two.lost).toEqual([]);
  });

  it('leaves nothing to be done later', () => {
    const { world, one, two } = openWorld();
    for (const end of [one, two]) for (let i = 0; i < 10; i++) end.send();
    one.session.close();
    world.pass(50);
    world.frames.length = 0;
    world.pass(600_000);
    expect(world.frames).toEqual([]);
    expect(world.network.openChannels).toBe(0);
  });
});
