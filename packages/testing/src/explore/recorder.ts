import type { TraceEntry } from '../trace.js';
import { traceLog } from '../trace.js';
import type { TraceLog } from '../trace.js';
import type { DueLike, ExploredEnvironment } from './model.js';

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
      processResumed: ({ name }) => this.note(name, () => 'goes on'),
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
