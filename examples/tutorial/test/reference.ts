/** What a model is to give: an entry is the time, who did something, and what. */
export interface Figures {
  readonly constants: Readonly<Record<string, unknown>>;
  readonly trace: readonly (readonly [time: number, who: string, what: string])[];
}

/**
 * The twelve deterministic models of the tutorial of asimpy 0.19.1, as they ran there. Times and order are facts to
 * agree with; the words are theirs.
 */
export const reference: Readonly<Record<string, Figures>> = {
  '01-sleep-once': {
    constants: { SLEEP_DURATION: 5 },
    trace: [
      [0, 'sleeper', 'start'],
      [5, 'sleeper', 'end'],
    ],
  },
  '02-producer-consumer': {
    constants: { CONSUME_DURATION: 3, NUM_ITEMS: 3, PRODUCE_INTERVAL: 5 },
    trace: [
      [0, 'consumer', 'wait for item'],
      [5, 'producer', 'create item 0'],
      [5, 'consumer', 'start item 0'],
      [8, 'consumer', 'finish item 0'],
      [8, 'consumer', 'wait for item'],
      [10, 'producer', 'create item 1'],
      [10, 'consumer', 'start item 1'],
      [13, 'consumer', 'finish item 1'],
      [13, 'consumer', 'wait for item'],
      [15, 'producer', 'create item 2'],
      [15, 'consumer', 'start item 2'],
      [18, 'consumer', 'finish item 2'],
      [18, 'consumer', 'wait for item'],
    ],
  },
  '03-bounded-queue': {
    constants: { CONSUME_DURATION: 3, NUM_ITEMS: 3, PRODUCE_INTERVAL: 1 },
    trace: [
      [0, 'consumer', 'wait for item'],
      [1, 'producer', 'create item 0'],
      [1, 'producer', '...created item 0'],
      [1, 'consumer', 'start item 0'],
      [2, 'producer', 'create item 1'],
      [2, 'producer', '...created item 1'],
      [3, 'producer', 'create item 2'],
      [4, 'consumer', 'finish item 0'],
      [4, 'consumer', 'wait for item'],
      [4, 'consumer', 'start item 1'],
      [4, 'producer', '...created item 2'],
      [7, 'consumer', 'finish item 1'],
      [7, 'consumer', 'wait for item'],
      [7, 'consumer', 'start item 2'],
      [10, 'consumer', 'finish item 2'],
      [10, 'consumer', 'wait for item'],
    ],
  },
  '04-barrier': {
    constants: { NUM_WAITERS: 3 },
    trace: [
      [0, 'waiter 0', 'waiting'],
      [1, 'waiter 1', 'waiting'],
      [2, 'waiter 2', 'waiting'],
      [3, 'releaser', 'releasing'],
      [3, 'waiter 0', 'released'],
      [3, 'waiter 1', 'released'],
      [3, 'waiter 2', 'released'],
    ],
  },
  '05-resource': {
    constants: { CAPACITY: 2, NUM_WORKERS: 4, WORK_DURATION: 3 },
    trace: [
      [0, 'worker 0', 'request'],
      [0, 'worker 0', 'start'],
      [1, 'worker 1', 'request'],
      [1, 'worker 1', 'start'],
      [2, 'worker 2', 'request'],
      [3, 'worker 3', 'request'],
      [3, 'worker 0', 'done'],
      [3, 'worker 2', 'start'],
      [4, 'worker 1', 'done'],
      [4, 'worker 3', 'start'],
      [6, 'worker 2', 'done'],
      [7, 'worker 3', 'done'],
    ],
  },
  '06-container': {
    constants: {
      DRAIN_AMOUNT: 3,
      DRAIN_INTERVAL: 3,
      FILL_AMOUNT: 4,
      FILL_INTERVAL: 2,
      NUM_CYCLES: 4,
      TANK_CAPACITY: 10,
    },
    trace: [
      [2, 'pump', 'added 4, level=9'],
      [3, 'motor', 'request 3, level=9'],
      [3, 'motor', 'consumed 3, level=6'],
      [4, 'pump', 'added 4, level=10'],
      [6, 'motor', 'request 3, level=10'],
      [6, 'motor', 'consumed 3, level=7'],
      [9, 'motor', 'request 3, level=7'],
      [9, 'motor', 'consumed 3, level=8'],
      [9, 'pump', 'added 4, level=8'],
      [12, 'motor', 'request 3, level=8'],
      [12, 'motor', 'consumed 3, level=9'],
      [12, 'pump', 'added 4, level=9'],
    ],
  },
  '07-priority-queue': {
    constants: {
      JOBS: [
        { priority: 3, label: 'low-A' },
        { priority: 1, label: 'high-B' },
        { priority: 2, label: 'mid-C' },
        { priority: 1, label: 'high-D' },
      ],
      SERVICE_DURATION: 2,
    },
    trace: [
      [0, 'submitter', 'submit (3, low-A)'],
      [0, 'submitter', 'submit (1, high-B)'],
      [0, 'submitter', 'submit (2, mid-C)'],
      [0, 'submitter', 'submit (1, high-D)'],
      [0, 'server', 'start (1, high-B)'],
      [2, 'server', 'finish (1, high-B)'],
      [2, 'server', 'start (1, high-D)'],
      [4, 'server', 'finish (1, high-D)'],
      [4, 'server', 'start (2, mid-C)'],
      [6, 'server', 'finish (2, mid-C)'],
      [6, 'server', 'start (3, low-A)'],
      [8, 'server', 'finish (3, low-A)'],
    ],
  },
  '08-store': {
    constants: { ITEMS: ['red', 'blue', 'red', 'blue', 'red'] },
    trace: [
      [1, 'stacker', 'put red'],
      [1, 'red-picker', 'got red'],
      [2, 'stacker', 'put blue'],
      [2, 'blue-picker', 'got blue'],
      [3, 'stacker', 'put red'],
      [3, 'red-picker', 'got red'],
      [4, 'stacker', 'put blue'],
      [4, 'blue-picker', 'got blue'],
      [5, 'stacker', 'put red'],
      [5, 'red-picker', 'got red'],
    ],
  },
  '09-all-of': {
    constants: { TASK_DURATIONS: { alpha: 3, beta: 1, gamma: 5 } },
    trace: [
      [0, 'coordinator', 'launch tasks'],
      [5, 'coordinator', "all done at keys=['alpha', 'beta', 'gamma']"],
    ],
  },
  '10-first-of': {
    constants: { PATIENCE: 3, SERVICE_TIME: 5 },
    trace: [
      [0, 'client', 'waiting'],
      [3, 'client', 'timed out, leaving'],
      [5, 'server', 'deliver result'],
    ],
  },
  '11-interrupt': {
    constants: { INTERRUPT_AT: 4, JOB_DURATION: 10 },
    trace: [
      [0, 'worker', 'start job'],
      [4, 'manager', 'sending interrupt'],
      [4, 'worker', 'interrupted: stop and report (worked 4 ticks)'],
    ],
  },
  '12-preemptive': {
    constants: {
      HIGH_ARRIVE: 3,
      HIGH_PRIORITY: 0,
      HIGH_WORK: 2,
      LOW_PRIORITY: 2,
      LOW_WORK: 8,
      RESOURCE_CAPACITY: 1,
    },
    trace: [
      [0, 'low', 'acquire (remaining=8)'],
      [0, 'low', 'working'],
      [3, 'high', 'acquire (preempt=True)'],
      [3, 'high', 'working'],
      [3, 'low', 'preempted after 3 ticks, 5 remaining'],
      [3, 'low', 'acquire (remaining=5)'],
      [5, 'high', 'done'],
      [5, 'low', 'working'],
      [10, 'low', 'done'],
    ],
  },
};
