import { progressText } from '../progress-text.js';
import type { Script, WorkDecision } from '../simulation.js';
import { Message } from './actor.js';
import type { Actor } from './actor.js';
import { Timeout } from './thing.js';

/** Works for `duration`. `handle` is asked how to go on after an interrupt. @returns what is written of it into the trace */
export function* work(
  actor: Actor,
  duration: number,
  handle: (error: unknown, progress: string) => Script<WorkDecision>,
): Script<string> {
  const { machine } = actor;
  let [worked, left, interruptions] = [0, duration, 0];
  const progress = (): string => progressText(worked, left, interruptions);
  do {
    const begun = machine.now;
    try {
      yield* actor.await(new Timeout(machine, left));
      worked += left;
      left = 0;
    } catch (message) {
      if (!(message instanceof Message)) throw message;
      worked += machine.now - begun;
      left -= machine.now - begun;
      interruptions++;
      message.left = left;
      const decision = yield* decide(message, () => handle(message, progress()));
      if (decision === 'drop') return `dropped: ${progress()}`;
      if (decision === 'restart') left = duration;
    }
  } while (left > 0);
  return `completed: ${progress()}`;
}

/** An interrupt that comes out of the handler comes out of the work, and so does one whose loss was not made good. */
function* decide(message: Message, handle: () => Script<WorkDecision>): Script<WorkDecision> {
  let decision: WorkDecision;
  try {
    decision = yield* handle();
  } catch (error) {
    if (error instanceof Message) error.left = message.left;
    throw error;
  }
  if (!message.isMadeGood()) throw message;
  return decision;
}
