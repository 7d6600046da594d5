import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hostTurn } from '../src/host-turn.js';

const log: string[] = [];
let turn: (() => void) | undefined;

/** What a host calls with a callback, which it keeps for its next turn. */
function scheduler(name: string): (callback: () => void, ...rest: unknown[]) => void {
  return (callback, ...rest) => {
    log.push([name, ...rest].join(' '));
    turn = callback;
  };
}

class Channel {
  readonly port1 = {
    onmessage: null as (() => void) | null,
    close: (): void => {
      log.push('closed');
    },
  };

  readonly port2 = {
    postMessage: (message: null): void => {
      log.push(`message ${message}`);
      turn = () => this.port1.onmessage?.();
    },
  };
}

const OFFERS = {
  setImmediate: scheduler('immediate'),
  MessageChannel: Channel,
  setTimeout: scheduler('timer'),
};

beforeEach(() => {
  log.length = 0;
  turn = undefined;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a turn of the host', () => {
  it.each<[offered: (keyof typeof OFFERS)[], asked: string[], afterwards: string[]]>([
    [['setImmediate', 'MessageChannel', 'setTimeout'], ['immediate'], ['called']],
    [['MessageChannel', 'setTimeout'], ['message null'], ['closed', 'called']],
    [['setTimeout'], ['timer 0'], ['called']],
  ])('is had over the first of what it offers, %j', (offered, asked, afterwards) => {
    for (const name of Object.keys(OFFERS)) vi.stubGlobal(name, undefined);
    for (const name of offered) vi.stubGlobal(name, OFFERS[name]);
    hostTurn(() => log.push('called'));
    expect(log).toEqual(asked);
    turn?.();
    expect(log).toEqual([...asked, ...afterwards]);
  });

  it('is passed over where it offers nothing', () => {
    for (const name of Object.keys(OFFERS)) vi.stubGlobal(name, undefined);
    hostTurn(() => log.push('called'));
    expect(log).toEqual(['called']);
  });
});
