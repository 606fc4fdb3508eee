// Three machines driven by hand: no engine, no time, no network. Each gets its ticks and its messages from this program,
// which rolls the faces it likes, so that everything that happens has a reason on this page.
import { Machine, messageName } from 'lamplight';

/** A machine tells a recorder what happens to it; this one prints. */
function printer(id) {
  const say = what => console.log(`machine ${id} ${what}`);
  return {
    arrival: ({ from, number }) =>
      say(`has ${messageName(from, number)} in its queue; its clock does not change`),
    internal: (_, clock) => say(`works by itself: clock ${clock}`),
    send: (_, clock, queue, face, messages) =>
      say(
        `sends ${messages.map(({ from, number, to }) => `${messageName(from, number)} to ${to}`).join(', ')}: clock ${clock}`,
      ),
    receive: (_, clock, queue, { from, number, timestamp }) =>
      say(`takes ${messageName(from, number)}, timestamp ${timestamp}: clock ${clock}, ${queue} waiting`),
  };
}

const machines = [1, 2, 3].map(
  id => new Machine({ id, machines: 3, rule: 'increment-then-send', recorder: printer(id) }),
);

// Face 1 sends to the first of the others, face 2 to the second, face 3 to both; any other is an internal event.
const toFirst = 1;
const toBoth = 3;
const internal = 10;
const atMs = 0; // nothing here depends on time

/** One tick of one machine. What it sends is in the other queues at once. */
function tick(id, face) {
  for (const message of machines[id - 1].tick(face, atMs)) machines[message.to - 1].arrive(message, atMs);
}

for (let i = 0; i < 4; i++) tick(1, internal); // the fast machine: its clock is 4
tick(1, toBoth);
tick(3, toFirst); // a message waits, so machine 3 takes that one: the face is not used
tick(2, internal); // here too: its first event is a receive, and its clock jumps from 0 to 6
tick(2, toFirst);
tick(1, internal); // its own clock was 5; the message says 7

console.log(`clocks: ${machines.map(machine => machine.snapshot().clock).join(', ')}`);
