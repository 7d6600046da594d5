/** What hosts offer, of which each has some. */
interface Host {
  readonly setImmediate?: (callback: () => void) => unknown;
  readonly MessageChannel?: new () => {
    readonly port1: { onmessage: (() => void) | null; close(): void };
    readonly port2: { postMessage(message: null): void };
  };
  readonly setTimeout?: (callback: () => void, delay: number) => unknown;
}

/**
 * Calls `callback` after the host has had a turn: timers, input, painting.
 *
 * Browsers hold back a `setTimeout` by 4 ms when it is nested, a message by nothing.
 */
export function hostTurn(callback: () => void): void {
  // Which host it is only shows at run time, and the sources know the types of none.
  const host = globalThis as unknown as Host;
  if (host.setImmediate !== undefined) {
    host.setImmediate(callback);
  } else if (host.MessageChannel !== undefined) {
    const { port1, port2 } = new host.MessageChannel();
    port1.onmessage = () => {
      port1.close();
      callback();
    };
    port2.postMessage(null);
  } else if (host.setTimeout !== undefined) {
    host.setTimeout(callback, 0);
  } else {
    callback();
  }
}
