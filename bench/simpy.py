"""The same scale model as a SimPy user would write it: dice of its own, the same facts on record.

Usage: simpy.py RATE,RATE,... DIE SECONDS TRIALS
Prints: ticks, seconds of processor time.
"""

import random
import sys
import time
from collections import deque

# This file must not hide the library that it is named after.
sys.path = [path for path in sys.path if path not in ("", sys.path[0])]
import simpy  # noqa: E402

INTERNAL, SEND, RECEIVE = range(3)


def machine(env, number, rate, seconds, die, world):
    rng = random.Random(number)
    others = [other for other in range(len(world.queues)) if other != number]
    queue, log, sent = world.queues[number], world.events[number], world.messages[number]
    clock = 0
    for tick in range(1, rate * seconds + 1):
        yield env.timeout(tick / rate - env.now)
        world.ticks[number] = tick
        face = rng.randint(1, die)
        if queue:
            message = queue.popleft()
            clock = max(clock, message["timestamp"]) + 1
            message["received_index"] = tick - 1
            log.append((RECEIVE, env.now, clock, len(queue), 0, message["sender"], message["number"]))
            continue
        clock += 1
        if face > len(others) + 1:
            log.append((INTERNAL, env.now, clock, 0, face, 0, 0))
            continue
        receivers = others if face > len(others) else [others[face - 1]]
        log.append((SEND, env.now, clock, 0, face, len(receivers), len(sent) + 1))
        for receiver in receivers:
            message = {
                "sender": number,
                "number": len(sent) + 1,
                "to": receiver,
                "timestamp": clock,
                "sent_index": tick - 1,
                "arrived": env.now,
                "arrived_before_tick": world.ticks[receiver] + 1,
                "received_index": None,
            }
            sent.append(message)
            world.queues[receiver].append(message)


class World:
    def __init__(self, machines):
        self.queues = [deque() for _ in range(machines)]
        self.events = [[] for _ in range(machines)]
        self.messages = [[] for _ in range(machines)]
        self.ticks = [0] * machines


def run(rates, die, seconds):
    env = simpy.Environment()
    world = World(len(rates))
    for number, rate in enumerate(rates):
        env.process(machine(env, number, rate, seconds, die, world))
    env.run()
    return sum(len(log) for log in world.events)


def main():
    rates = [int(rate) for rate in sys.argv[1].split(",")]
    die, seconds, trials = (int(word) for word in sys.argv[2:5])
    start = time.process_time()
    ticks = sum(run(rates, die, seconds) for _ in range(trials))
    print(ticks, time.process_time() - start)


main()
