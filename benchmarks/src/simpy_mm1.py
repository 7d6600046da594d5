"""The same model for SimPy 3 or 4. Prints objects a second of processor time."""

import array
import sys
import time

import simpy

draws = array.array("d")
with open(sys.argv[1], "rb") as file:
    draws.frombytes(file.read())
objects = len(draws) // 2
between_arrivals, services = draws[:objects], draws[objects:]


def arrivals(env, queue):
    for index in range(objects):
        yield env.timeout(between_arrivals[index])
        yield queue.put(index)


def server(env, queue):
    while True:
        index = yield queue.get()
        yield env.timeout(services[index])


best = 0.0
for _ in range(3):
    env = simpy.Environment()
    queue = simpy.Store(env)
    env.process(arrivals(env, queue))
    env.process(server(env, queue))
    began = time.process_time()
    env.run()
    best = max(best, objects / (time.process_time() - began))
print(best)
