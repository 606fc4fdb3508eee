"""The same scale model as a SimPy user would write it, with dice of its own.

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


def machine(env, number, rate, seconds, die, queues, events, messages):
    rng = random.Random(number)
    others = [other for other in range(len(queues)) if other != number]
    queue, log = queues[number], events[number]
    clock = 0
    for tick in range(1, rate * seconds + 1):
        yield env.timeout(tick / rate - env.now)
        if queue:
            message = queue.popleft()
            clock = max(clock, message["timestamp"]) + 1
            message["received"] = tick
            log.append((RECEIVE, env.now, clock, len(queue), 0, message["sender"]))
            continue
        face = rng.randint(1, die)
        clock += 1
        if face > len(others) + 1:
            log.append((INTERNAL, env.now, clock, 0, face, 0))
            continue
        receivers = others if face > len(others) else [others[face - 1]]
        for receiver in receivers:
            message = {"sender": number, "to": receiver, "timestamp": clock, "sent": env.now, "received": None}
            messages.append(message)
            queues[receiver].append(message)
        log.append((SEND, env.now, clock, 0, face, len(receivers)))


def run(rates, die, seconds):
    env = simpy.Environment()
    queues = [deque() for _ in rates]
    events = [[] for _ in rates]
    messages = []
    for number, rate in enumerate(rates):
        env.process(machine(env, number, rate, seconds, die, queues, events, messages))
    env.run()
    return sum(len(log) for log in events)


def main():
    rates = [int(rate) for rate in sys.argv[1].split(",")]
    die, seconds, trials = (int(word) for word in sys.argv[2:5])
    start = time.process_time()
    ticks = sum(run(rates, die, seconds) for _ in range(trials))
    print(ticks, time.process_time() - start)


main()
