// Two machines of a program of one's own, each with a log in a form that nobody has told Lamplight about.
import { mkdirSync, writeFileSync } from 'node:fs';

const folder = process.argv[2] ?? 'my-logs';
const machines = ['ann', 'bob'].map(name => ({ name, clock: 0, inbox: [], log: '' }));

for (let second = 1; second <= 60; second++)
  for (const [i, machine] of machines.entries()) {
    const other = machines[1 - i];
    const write = what => {
      const time = new Date(Date.UTC(2026, 2, 2, 10, 0, second, i * 250)).toISOString();
      machine.log += `${time} ${what}, clock ${machine.clock}\n`;
    };
    const timestamp = machine.inbox.shift();
    // The mistake: Lamport's rule adds 1 to the larger of the two, not to its own clock alone.
    machine.clock = timestamp === undefined ? machine.clock + 1 : Math.max(machine.clock + 1, timestamp);
    if (timestamp !== undefined) write(`received from ${other.name}, timestamp ${timestamp}`);
    else if (second % (3 + i) > 0) write('internal');
    else if (other.inbox.push(machine.clock)) write(`sent to ${other.name}`);
  }

mkdirSync(folder, { recursive: true });
for (const { name, log } of machines) writeFileSync(`${folder}/${name}.log`, log);
