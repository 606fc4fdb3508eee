// What the machines of src/core do, as one loop over flat typed arrays: how fast JavaScript can be when nothing is asked
// of the code but speed. It rolls the same dice and records the same columns as a trace.
import { diceOf, rollDice } from '../src/core/dice.ts';
import { INTERNAL, NONE, RECEIVE, SEND } from '../src/core/machine-log.ts';
import { ticksOf, type Trial } from '../src/core/trial.ts';
import { tickOrderOf } from '../src/engine/tick-order.ts';

/** The columns of all machines, one machine's rows after the other's: machine i's events and messages start at `bases[i]`. */
export function runTightLoop({ rates, dieSides, durationSeconds, seed, rule }: Trial) {
  const machines = rates.length;
  const others = machines - 1;
  const incrementFirst = rule === 'increment-then-send';
  const order = tickOrderOf(rates);
  const bases = new Uint32Array(machines + 1);
  for (let i = 0; i < machines; i++) bases[i + 1] = bases[i]! + ticksOf(rates[i]!, durationSeconds) + 64;
  const rows = bases[machines]!;
  const total = rows - 64 * machines;

  const queueMax = 2 ** Math.ceil(Math.log2(total / 4)); // of each machine: enough for the trials of this benchmark

  const kinds = new Uint8Array(rows);
  const atMs = new Float64Array(rows);
  const clocks = new Uint32Array(rows);
  const queues = new Uint32Array(rows);
  const faces = new Uint16Array(rows);
  const peers = new Uint16Array(rows);
  const messageNumbers = new Uint32Array(rows);
  const recipients = new Uint16Array(rows);
  const timestamps = new Uint32Array(rows);
  const sentIndices = new Uint32Array(rows);
  const arrivedMs = new Float64Array(rows);
  const arrivedBeforeTicks = new Uint32Array(rows);
  const receivedIndices = new Uint32Array(rows);

  const dice = rates.map((_, i) => diceOf(seed, i + 1));
  const clock = new Uint32Array(machines);
  const ticks = new Uint32Array(machines);
  const sent = new Uint32Array(machines);
  const heads = new Uint32Array(machines);
  const lengths = new Uint32Array(machines);
  const ringRows = new Uint32Array(machines * queueMax); // the message's row
  const ringSenders = new Uint16Array(machines * queueMax);

  for (let done = 0, position = 0; done < total; done++) {
    const id = order[position]!;
    position = position + 1 < order.length ? position + 1 : 0;
    const tick = (ticks[id]! += 1);
    const index = tick - 1;
    const row = bases[id]! + index;
    const now = (tick * 1000) / rates[id]!;
    const face = rollDice(dice[id]!, tick, dieSides);
    atMs[row] = now;
    if (lengths[id]! > 0) {
      const slot = id * queueMax + (heads[id]! & (queueMax - 1));
      heads[id]! += 1;
      lengths[id]! -= 1;
      const messageRow = ringRows[slot]!;
      const sender = ringSenders[slot]!;
      clock[id] = Math.max(clock[id]!, timestamps[messageRow]!) + 1;
      receivedIndices[messageRow] = index;
      kinds[row] = RECEIVE;
      peers[row] = sender + 1;
      messageNumbers[row] = messageRow - bases[sender]! + 1;
    } else {
      const before = clock[id]!;
      clock[id] = before + 1;
      faces[row] = face;
      if (face > machines) {
        kinds[row] = INTERNAL;
        messageNumbers[row] = NONE;
      } else {
        const timestamp = incrementFirst ? before + 1 : before;
        const all = face === machines;
        kinds[row] = SEND;
        messageNumbers[row] = sent[id]! + 1;
        peers[row] = all ? others : 1;
        for (let nth = all ? 0 : face - 1; nth < (all ? others : face); nth++) {
          const to = nth < id ? nth : nth + 1;
          const messageRow = bases[id]! + sent[id]!;
          sent[id]! += 1;
          recipients[messageRow] = to + 1;
          timestamps[messageRow] = timestamp;
          sentIndices[messageRow] = index;
          arrivedMs[messageRow] = now;
          arrivedBeforeTicks[messageRow] = ticks[to]! + 1;
          receivedIndices[messageRow] = NONE;
          const slot = to * queueMax + ((heads[to]! + lengths[to]!) & (queueMax - 1));
          lengths[to]! += 1;
          ringRows[slot] = messageRow;
          ringSenders[slot] = id;
        }
      }
    }
    clocks[row] = clock[id]!;
    queues[row] = lengths[id]!;
  }
  return {
    bases,
    ticks,
    sent,
    kinds,
    atMs,
    clocks,
    queues,
    faces,
    peers,
    messageNumbers,
    recipients,
    timestamps,
    sentIndices,
    arrivedMs,
    arrivedBeforeTicks,
    receivedIndices,
  };
}
