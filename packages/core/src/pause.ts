/** Why a run ended without an error. */
export type EndReason = 'exhausted' | 'until' | 'event' | 'stopped' | 'aborted' | 'maxSteps';

/** Why a run is over. */
export type Ending = EndReason | 'failed';

/** Why the kernel came back from its work. */
export type Pause =
  | 'parked' // an async process has been handed its turn and will call back
  | 'microtask' // one has to pass before an async process has its turn
  | 'turn' // the host is due a turn
  | Ending;

/** Whether a run is over by `pause`. */
export function isEnding(pause: Pause): pause is Ending {
  return pause !== 'parked' && pause !== 'microtask' && pause !== 'turn';
}
