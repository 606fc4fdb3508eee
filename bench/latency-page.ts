// In a page: how long a message takes there and back over a bare RTCDataChannel, and over the link of a run, and how many get through
// in a second, in turns.
import { randomIdentifier } from '../src/laboratory/control-channel.ts';
import { openBrowserMesh } from '../src/network/browser-mesh.ts';
import type { Link } from '../src/network/link.ts';
import { pageScheduler } from '../src/app/real-time.ts';

const TURNS = 40;
const TRIPS = 100;
/** Trips that are timed together: a page's clock goes by tenths of a millisecond. */
const TOGETHER = 10;

export interface Latencies {
  /** Milliseconds there and back, each the mean of some trips in a row. */
  readonly bare: readonly number[];
  readonly session: readonly number[];
  /** Messages per second, one way. */
  readonly barePerSecond: readonly number[];
  readonly sessionPerSecond: readonly number[];
  /** What carried the session. */
  readonly kind: string;
}

type Trip = () => Promise<void>;

interface Contender {
  readonly trip: Trip;
  /** Sends so many, as fast as they are taken; resolves once the last of them has come. */
  readonly flood: (messages: number) => Promise<void>;
}

/** Each flood sends so many. */
const FLOOD = 20_000;
const FLOODS = 7;
/** As much as a session keeps unacknowledged, a bare channel may have in its buffer. */
const BARE_BUFFERED_MAX_BYTES = 1024 * 1024;

async function openBare(): Promise<Contender> {
  const [one, two] = [new RTCPeerConnection(), new RTCPeerConnection()];
  one.onicecandidate = ({ candidate }) => void two.addIceCandidate(candidate ?? undefined);
  two.onicecandidate = ({ candidate }) => void one.addIceCandidate(candidate ?? undefined);
  const near = one.createDataChannel('bare');
  const far = new Promise<RTCDataChannel>(resolve => {
    two.ondatachannel = ({ channel }) => resolve(channel);
  });
  await one.setLocalDescription(await one.createOffer());
  await two.setRemoteDescription(one.localDescription!);
  await two.setLocalDescription(await two.createAnswer());
  await one.setRemoteDescription(two.localDescription!);
  const echo = await far;
  let isEcho = true;
  let left = 0;
  let arrived: () => void = () => undefined;
  echo.onmessage = ({ data }: MessageEvent<string>) => {
    if (isEcho) echo.send(data);
    else if (--left === 0) arrived();
  };
  if (near.readyState !== 'open') await new Promise(resolve => (near.onopen = resolve));
  // As long as a frame of a session.
  const text = JSON.stringify({ run: '0123456789abcdef', from: 1, to: 2, kind: 'message' }).padEnd(230, '.');
  near.bufferedAmountLowThreshold = BARE_BUFFERED_MAX_BYTES / 2;
  return {
    trip: () =>
      new Promise(resolve => {
        near.onmessage = () => resolve();
        near.send(text);
      }),
    flood: async messages => {
      isEcho = false;
      left = messages;
      const all = new Promise<void>(resolve => (arrived = resolve));
      for (let sent = 0; sent < messages; sent++) {
        if (near.bufferedAmount > BARE_BUFFERED_MAX_BYTES)
          await new Promise(resolve => (near.onbufferedamountlow = resolve));
        near.send(text);
      }
      await all;
      isEcho = true;
    },
  };
}

async function openSession(): Promise<Contender & { readonly kind: string }> {
  const run = randomIdentifier();
  const { signal } = new AbortController();
  const [near, far] = (await Promise.all(
    [1, 2].map(async self => {
      const mesh = await openBrowserMesh({
        room: 'bench-latency',
        run,
        self,
        machines: 2,
        choice: 'webrtc',
        scheduler: pageScheduler(),
        signal,
      });
      return mesh.links.get(3 - self)!;
    }),
  )) as [Link, Link];
  let back: () => void = () => undefined;
  let drained: () => void = () => undefined;
  let arrived: () => void = () => undefined;
  let isEcho = true;
  let left = 0;
  far.subscribe(event => {
    if (event.kind !== 'message') return;
    if (!isEcho) {
      if (--left === 0) arrived();
    } else far.send({ from: 2, to: 1, number: event.message.number, timestamp: 7 });
  });
  near.subscribe(event => {
    if (event.kind === 'message') back();
    if (event.kind === 'drained') drained();
  });
  let number = 0;
  const trip = (): Promise<void> =>
    new Promise(resolve => {
      back = resolve;
      number += 1;
      near.send({ from: 1, to: 2, number, timestamp: number });
    });
  const flood = async (messages: number): Promise<void> => {
    isEcho = false;
    left = messages;
    const all = new Promise<void>(resolve => (arrived = resolve));
    for (let sent = 0; sent < messages; sent++) {
      if (near.isFull) await new Promise<void>(resolve => (drained = resolve));
      number += 1;
      near.send({ from: 1, to: 2, number, timestamp: number });
    }
    await all;
    isEcho = true;
  };
  return { trip, flood, kind: near.kind };
}

async function perSecond({ flood }: Contender): Promise<number> {
  const startMs = performance.now();
  await flood(FLOOD);
  return (FLOOD / (performance.now() - startMs)) * 1000;
}

async function timed(trip: Trip, into: number[] | undefined): Promise<void> {
  for (let i = 0; i < TRIPS; i += TOGETHER) {
    const startMs = performance.now();
    for (let k = 0; k < TOGETHER; k++) await trip();
    into?.push((performance.now() - startMs) / TOGETHER);
  }
}

export async function measure(): Promise<Latencies> {
  const bare = await openBare();
  const session = await openSession();
  const times = { bare: [] as number[], session: [] as number[] };
  for (let turn = 0; turn <= TURNS; turn++) {
    await timed(bare.trip, turn > 0 ? times.bare : undefined);
    await timed(session.trip, turn > 0 ? times.session : undefined);
  }
  const rates = { barePerSecond: [] as number[], sessionPerSecond: [] as number[] };
  for (let turn = 0; turn <= FLOODS; turn++) {
    const [one, other] = [await perSecond(bare), await perSecond(session)];
    if (turn === 0) continue;
    rates.barePerSecond.push(one);
    rates.sessionPerSecond.push(other);
  }
  return { ...times, ...rates, kind: session.kind };
}
