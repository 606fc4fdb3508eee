// A snapshot of all machines while money goes between them: what each had, and what was on its way.
// Who records sends a marker to all; what comes from a machine before its marker was on its way.
const MONEY = 10;

program({
  name: 'Chandy and Lamport’s snapshot',
  source:
    'Chandy and Lamport, “Distributed snapshots”, ACM Transactions on Computer Systems 3 (1985)',

  // paid: how many payments it has made. recorded: what it had when it recorded. arriving: what was on its way to it.
  // open: machines whose marker has not come since.
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
      if (me.state.open.includes(from)) me.state.arriving += amount;
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
        const sum = machines.reduce(
          (money, { state }) => money + state.recorded + state.arriving,
          0,
        );
        return (
          sum === MONEY * machines.length ||
          `It has ${sum} of ${MONEY * machines.length}.`
        );
      },
    },
    {
      name: 'the snapshot is a consistent cut',
      history(history) {
        const recorded = history.outputs('recorded');
        const paid = history.outputs('paid');
        const recordOf = machine =>
          recorded.find(output => output.machine === machine);
        const wrong = history.outputs('got').find(got => {
          // A payment is called by who pays and its number there.
          const payment = paid.find(
            ({ value }) => value.join() === got.value.join(),
          );
          const [here, there] = [recordOf(got.machine), recordOf(got.value[0])];
          return (
            payment &&
            here &&
            there &&
            history.before(got, here) &&
            history.before(there, payment)
          );
        });
        return (
          wrong === undefined ||
          `Payment ${wrong.value.join('-')} is received in it, and not made.`
        );
      },
    },
  ],

  show({ money, recorded, open }) {
    if (recorded === null) return { text: `${money}` };
    return {
      text: `${money}, recorded ${recorded}`,
      tone: open.length > 0 ? 'waiting' : 'done',
    };
  },
  trial: {
    machines: 2,
    script: [
      ['snapshot', ['pay', { to: 2, amount: 3 }]],
      [['pay', { to: 1, amount: 5 }]],
    ],
  },
});

function record(me) {
  me.state.recorded = me.state.money;
  me.state.open = [...me.others];
  me.emit('recorded', null);
  me.broadcast('marker', null);
}
