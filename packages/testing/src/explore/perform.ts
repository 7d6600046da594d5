import type { RunCalls } from './attempt.js';
import { ExplorerUseError } from './explorer-use-error.js';
import type { ExploredResult } from './model.js';

/** Makes the runs that are asked for, of environments whose processes are generators. Throws ExplorerUseError for others. */
export function performSync<Answer>(calls: RunCalls<Answer>): Answer {
  let call = calls.next();
  while (call.done !== true) {
    let result: ExploredResult;
    try {
      result = call.value.env.runSync(call.value.options);
    } catch (error) {
      const misuse = asyncProcessIn(error);
      if (misuse !== undefined) throw misuse;
      call = calls.throw(error);
      continue;
    }
    call = calls.next(result);
  }
  return call.value;
}

/** Makes the runs that are asked for, of any environments. */
export async function performAsync<Answer>(calls: RunCalls<Answer>): Promise<Answer> {
  let call = calls.next();
  while (call.done !== true) {
    let result: ExploredResult;
    try {
      result = await call.value.env.run(call.value.options);
    } catch (error) {
      call = calls.throw(error);
      continue;
    }
    call = calls.next(result);
  }
  return call.value;
}

/** What an error of a synchronous run is to be thrown as, if it came of an async process. */
function asyncProcessIn(error: unknown): ExplorerUseError | undefined {
  if (!(error instanceof Error) || error.name !== 'RunStateError') return undefined;
  const [, who] = /^(process '.*') is async, and runSync/.exec(error.message) ?? [];
  if (who === undefined) return undefined;
  return new ExplorerUseError(
    `${who} is async, but exploreSync, assertEveryOrderSync and replaySync take generator processes only; write 'await explore(...)', 'await assertEveryOrder(...)' or 'await replay(...)'`,
    { cause: error },
  );
}
