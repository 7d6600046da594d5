import { Attempt } from './attempt.js';
import type { AttemptOptions, Fault, Outcome, RunCalls } from './attempt.js';
import { Given } from './given.js';
import type { ModelFactory } from './model.js';
import { departuresIn } from './schedule.js';
import type { Decisions } from './schedule.js';

/** How often a model is run at most in each of the two ways to shrink. */
const MOST_RUNS = 1000;

/** Looks for orders in which the fault of `found` comes about with fewer departures from the usual order. */
export class Shrinker {
  private readonly factory: ModelFactory;
  private readonly options: AttemptOptions;
  private readonly found: Outcome;
  private runs = 0;

  constructor(factory: ModelFactory, options: AttemptOptions, found: Outcome) {
    this.factory = factory;
    this.options = options;
    this.found = found;
  }

  /** The fewest departures, if {@link MOST_RUNS} suffice to try all that have fewer. */
  *shrink(): RunCalls<Decisions> {
    const undone = yield* this.undoOneByOne();
    const fewer = yield* this.tryFewer(departuresIn(undone));
    return fewer ?? undone;
  }

  /** Takes departures back, or to an earlier way, for as long as the fault stays. */
  private *undoOneByOne(): RunCalls<Decisions> {
    let best = this.found.decisions;
    this.runs = 0;
    for (let place = best.length - 1; place >= 0; place--) {
      for (let taken = 0; taken < (best[place] ?? 0); taken++) {
        const outcome = yield* this.attempt(best.with(place, taken));
        if (outcome === undefined || !this.isSame(outcome)) continue;
        best = outcome.decisions;
        place = best.length;
        break;
      }
    }
    return best;
  }

  /** All schedules with one departure, then all with two, and so on below `limit`. */
  private *tryFewer(limit: number): RunCalls<Decisions | undefined> {
    this.runs = 0;
    if (limit === 0) return undefined;
    const usual = yield* this.attempt([]);
    if (usual !== undefined && this.isSame(usual)) return usual.decisions;
    let known = usual === undefined ? [] : [usual];
    for (let departures = 1; departures < limit; departures++) {
      const next: Outcome[] = [];
      for (const { decisions, ways } of known) {
        for (const schedule of withOneMore(decisions, ways)) {
          const outcome = yield* this.attempt(schedule);
          if (outcome === undefined) continue;
          if (this.isSame(outcome)) return outcome.decisions;
          next.push(outcome);
        }
      }
      known = next;
    }
    return undefined;
  }

  /** One run; `undefined` if the model cannot follow the decisions to their end, or was run too often already. */
  private *attempt(decisions: Decisions): RunCalls<Outcome | undefined> {
    if (this.runs++ >= MOST_RUNS) return undefined;
    const given = new Given(decisions);
    try {
      const outcome = yield* new Attempt(this.factory, given, this.options).perform();
      return given.misfit === undefined ? outcome : undefined;
    } catch (error) {
      // The factory itself may have had to choose.
      if (given.misfit === undefined) throw error;
      return undefined;
    }
  }

  private isSame({ fault }: Outcome): boolean {
    const { fault: wanted } = this.found;
    return fault?.kind === wanted?.kind && nameOf(fault) === nameOf(wanted);
  }
}

/** `decisions` with one more departure, behind all that it has. */
function* withOneMore(decisions: Decisions, ways: readonly number[]): Generator<Decisions, void, undefined> {
  const from = decisions.findLastIndex((taken) => taken > 0) + 1;
  for (let place = from; place < decisions.length; place++)
    for (let taken = 1; taken < (ways[place] ?? 0); taken++) yield [...decisions.slice(0, place), taken];
}

function nameOf(fault: Fault | undefined): string {
  const { error } = fault ?? {};
  return error instanceof Error ? error.name : String(error);
}
