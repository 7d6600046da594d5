import type { RunResult } from 'asimjs';
import { sleepOnce } from './01-sleep-once.js';
import { passItemsOn } from './02-producer-consumer.js';
import { blockOnFullQueue } from './03-bounded-queue.js';
import { goOnTogether } from './04-barrier.js';
import { shareDesks } from './05-resource.js';
import { fillAndDrain } from './06-container.js';
import { serveUrgentFirst } from './07-priority-queue.js';
import { pickByColour } from './08-store.js';
import { waitForAll } from './09-all-of.js';
import { losePatience } from './10-first-of.js';
import { stopWorker } from './11-interrupt.js';
import { evictHolder } from './12-preemptive.js';
import type { Say } from './say.js';

export interface Model {
  /** That of its file, without the ending. */
  readonly name: string;
  readonly run: (say: Say) => Promise<RunResult>;
}

/** All models, in the order in which to read them. */
export const models: readonly Model[] = [
  { name: '01-sleep-once', run: sleepOnce },
  { name: '02-producer-consumer', run: passItemsOn },
  { name: '03-bounded-queue', run: blockOnFullQueue },
  { name: '04-barrier', run: goOnTogether },
  { name: '05-resource', run: shareDesks },
  { name: '06-container', run: fillAndDrain },
  { name: '07-priority-queue', run: serveUrgentFirst },
  { name: '08-store', run: pickByColour },
  { name: '09-all-of', run: waitForAll },
  { name: '10-first-of', run: losePatience },
  { name: '11-interrupt', run: stopWorker },
  { name: '12-preemptive', run: evictHolder },
];

/** The model of that name or number: `05-resource`, `resource`, `05` and `5` are the same. */
export function findModel(word: string): Model | undefined {
  return models.find(({ name }) => {
    const [number = '', ...words] = name.split('-');
    return [name, words.join('-'), number, String(Number(number))].includes(word);
  });
}
