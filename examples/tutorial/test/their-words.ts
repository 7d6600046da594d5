/** For each model, the words of its lines and what the reference has for them. */
const WORDS: Readonly<Record<string, readonly (readonly [ours: RegExp, theirs: string])[]>> = {
  '01-sleep-once': [
    [/^falls asleep$/, 'start'],
    [/^wakes up$/, 'end'],
  ],
  '02-producer-consumer': [
    [/^waits for an item$/, 'wait for item'],
    [/^makes item (\d)$/, 'create item $1'],
    [/^starts item (\d)$/, 'start item $1'],
    [/^finishes item (\d)$/, 'finish item $1'],
  ],
  '03-bounded-queue': [
    [/^waits for an item$/, 'wait for item'],
    [/^makes item (\d)$/, 'create item $1'],
    [/^has put item (\d)$/, '...created item $1'],
    [/^starts item (\d)$/, 'start item $1'],
    [/^finishes item (\d)$/, 'finish item $1'],
  ],
  '04-barrier': [
    [/^waits at the barrier$/, 'waiting'],
    [/^opens the barrier$/, 'releasing'],
    [/^goes on$/, 'released'],
  ],
  '05-resource': [
    [/^asks for a desk$/, 'request'],
    [/^starts$/, 'start'],
    [/^is done$/, 'done'],
  ],
  '06-container': [
    [/^has put in (\d), level (\d+)$/, 'added $1, level=$2'],
    [/^wants (\d), level (\d+)$/, 'request $1, level=$2'],
    [/^has used (\d), level (\d+)$/, 'consumed $1, level=$2'],
  ],
  '07-priority-queue': [
    [/^submits (.+), priority (\d)$/, 'submit ($2, $1)'],
    [/^starts (.+), priority (\d)$/, 'start ($2, $1)'],
    [/^finishes (.+), priority (\d)$/, 'finish ($2, $1)'],
  ],
  '08-store': [
    [/^puts (\w+)$/, 'put $1'],
    [/^takes (\w+)$/, 'got $1'],
  ],
  '09-all-of': [
    [/^launches the tasks$/, 'launch tasks'],
    [/^has all: (\w+), (\w+), (\w+)$/, "all done at keys=['$1', '$2', '$3']"],
  ],
  '10-first-of': [
    [/^waits$/, 'waiting'],
    [/^has lost patience and leaves$/, 'timed out, leaving'],
    [/^delivers the result$/, 'deliver result'],
  ],
  '11-interrupt': [
    [/^starts the job$/, 'start job'],
    [/^interrupts the worker$/, 'sending interrupt'],
    [/^is told to (.+), after (\d) minutes$/, 'interrupted: $1 (worked $2 ticks)'],
  ],
  '12-preemptive': [
    [/^asks for the machine, (\d) minutes left$/, 'acquire (remaining=$1)'],
    [/^asks for the machine$/, 'acquire (preempt=True)'],
    [/^works$/, 'working'],
    [/^is evicted after (\d) minutes, (\d) left$/, 'preempted after $1 ticks, $2 remaining'],
    [/^is done$/, 'done'],
  ],
};

/** A line of a model in the words of the reference; as it is, if they are not known. */
export function theirWords(model: string, ours: string): string {
  const known = WORDS[model]?.find(([pattern]) => pattern.test(ours));
  return known === undefined ? ours : ours.replace(...known);
}
