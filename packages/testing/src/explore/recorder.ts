import type { TraceEntry } from '../trace.js';
import { traceLog } from '../trace.js';
import type { TraceLog } from '../trace.js';
import type { DueLike, EndingLike, ExploredEnvironment } from './model.js';

/** Writes down what happens in a run, for people to read. */
export class Recorder {
  private readonly log: TraceLog;
  /** Whether things of the model are being looked at, in order to describe them. */
  isWriting = false;

  constructor(env: ExploredEnvironment) {
    this.log = traceLog(env);
    env.observe({
      processStarted: ({ name }) => this.note(name, () => 'begins'),
      processSuspended: ({ name }, waitable) => this.note(name, () => `waits for ${waitable.toString()}`),
      processResumed: ({ name }, ending) => this.note(name, () => `goes on${howItEnded(ending)}`),
      processEnded: ({ name }) => this.note(name, () => 'ends'),
      processFailed: ({ name }, error) => this.note(name, () => `fails: ${String(error)}`),
    });
  }

  get entries(): readonly TraceEntry[] {
    return this.log.entries;
  }

  noteTie(due: readonly DueLike[], taken: number): void {
    const entry = due[taken];
    if (entry === undefined || due.length === 1) return;
    this.note('', () => {
      const whose = entry.waiters.length === 0 ? '' : ` of ${entry.waiters.join(', ')}`;
      const unusual = taken === 0 ? '' : ', not as usual';
      return `goes first of ${String(due.length)}${unusual}: ${entry.describe()}${whose}`;
    });
  }

  noteOutcome(count: number, taken: number): void {
    this.note('', () => `outcome ${String(taken)} of ${String(count)}`);
  }

  private note(who: string, describe: () => string): void {
    this.isWriting = true;
    try {
      this.log(who, describe());
    } finally {
      this.isWriting = false;
    }
  }
}

/** Which child of a choice won, that the time was over, or what was thrown; of other values nothing. */
function howItEnded({ failed, outcome }: EndingLike): string {
  if (failed) return `, is thrown ${String(outcome)}`;
  if (typeof outcome !== 'object' || outcome === null) return '';
  if ('timedOut' in outcome) return outcome.timedOut === true ? ', timed out' : ', in time';
  if (!('value' in outcome)) return '';
  if ('key' in outcome) return `, with '${String(outcome.key)}'`;
  return 'index' in outcome ? `, with child ${String(outcome.index)}` : '';
}
