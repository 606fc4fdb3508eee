// In a page: how long a message takes there and back over a bare RTCDataChannel, and over the link of a run, in turns.
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
  /** What carried the session. */
  readonly kind: string;
}

type Trip = () => Promise<void>;

async function openBare(): Promise<Trip> {
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
  echo.onmessage = ({ data }: MessageEvent<string>) => echo.send(data);
  if (near.readyState !== 'open') await new Promise(resolve => (near.onopen = resolve));
  // As long as a frame of a session.
  const text = JSON.stringify({ run: '0123456789abcdef', from: 1, to: 2, kind: 'message' }).padEnd(230, '.');
  return () =>
    new Promise(resolve => {
      near.onmessage = () => resolve();
      near.send(text);
    });
}

async function openSession(): Promise<{ readonly trip: Trip; readonly kind: string }> {
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
  far.subscribe(event => {
    if (event.kind === 'message') far.send({ from: 2, to: 1, number: event.message.number, timestamp: 7 });
  });
  near.subscribe(event => {
    if (event.kind === 'message') back();
  });
  let number = 0;
  const trip = (): Promise<void> =>
    new Promise(resolve => {
      back = resolve;
      number += 1;
      near.send({ from: 1, to: 2, number, timestamp: number });
    });
  return { trip, kind: near.kind };
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
  const { trip, kind } = await openSession();
  const times = { bare: [] as number[], session: [] as number[] };
  for (let turn = 0; turn <= TURNS; turn++) {
    await timed(bare, turn > 0 ? times.bare : undefined);
    await timed(trip, turn > 0 ? times.session : undefined);
  }
  return { ...times, kind };
}
