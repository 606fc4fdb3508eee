// A snapshot of all machines while money goes between them: what each had, and what was on its way.
import { program, type Me, type Program } from '../core/program/program.ts';

const MONEY = 10;

interface State {
  money: number;
  /** Payments made so far. */
  paid: number;
  /** What it had when it recorded; null before that. */
  recorded: number | null;
  /** What came after that from machines whose marker has not come. */
  arriving: number;
  /** Those machines. */
  open: number[];
}
type Payment = { readonly amount: number; readonly number: number };
type Messages = { pay: Payment; marker: null };
type Commands = { pay: { readonly to: number; readonly amount: number }; snapshot: null };
/** A payment by who pays, and its number there. */
type Outputs = { recorded: null; paid: readonly [number, number]; got: readonly [number, number] };
type Self = Me<State, Messages, Outputs, never>;

/** on-its-way: what was on its way is not recorded. */
export type SnapshotSlip = 'on-its-way';

export function snapshot(slip?: SnapshotSlip): Program {
  function record(me: Self): void {
    me.state.recorded = me.state.money;
    me.state.open = [...me.others];
    me.emit('recorded', null);
    me.broadcast('marker', null);
  }

  return program<State, Messages, Commands, Outputs, never>({
    name: 'Chandy and Lamport’s snapshot',
    source: 'Chandy and Lamport, “Distributed snapshots”, ACM Transactions on Computer Systems 3 (1985)',
    start: () => ({ money: MONEY, paid: 0, recorded: null, arriving: 0, open: [] }),
    commands: {
      pay: {
        run(me, { to, amount }) {
          me.state.money -= amount;
          me.state.paid += 1;
          me.emit('paid', [me.id, me.state.paid]);
          me.send(to, 'pay', { amount, number: me.state.paid });
        },
      },
      snapshot: { when: ({ recorded }) => recorded === null, run: record },
    },
    on: {
      pay(me, { from, body: { amount, number } }) {
        me.state.money += amount;
        if (me.state.open.includes(from) && slip !== 'on-its-way') me.state.arriving += amount;
        me.emit('got', [from, number]);
      },
      marker(me, { from }) {
        if (me.state.recorded === null) record(me);
        me.state.open = me.state.open.filter(machine => machine !== from);
      },
    },
    laws: [
      {
        name: 'the money of the snapshot is all there is',
        atEnd({ machines }) {
          if (machines.some(({ state }) => state.recorded === null)) return true;
          const sum = machines.reduce((money, { state }) => money + state.recorded! + state.arriving, 0);
          return sum === MONEY * machines.length || `It has ${sum} of ${MONEY * machines.length}.`;
        },
      },
      {
        name: 'the snapshot is a consistent cut',
        history(history) {
          const recorded = history.outputs('recorded');
          const paid = history.outputs('paid');
          const wrong = history.outputs('got').find(got => {
            const payment = paid.find(({ value }) => value[0] === got.value[0] && value[1] === got.value[1])!;
            const [here, there] = [got, payment].map(({ machine }) =>
              recorded.find(each => each.machine === machine),
            );
            return here && there && history.before(got, here) && history.before(there, payment);
          });
          return wrong === undefined || `Payment ${wrong.value.join('-')} is received in it, and not made.`;
        },
      },
    ],
    trial: {
      machines: 2,
      script: [['snapshot', ['pay', { to: 2, amount: 3 }]], [['pay', { to: 1, amount: 5 }]]],
    },
  });
}
