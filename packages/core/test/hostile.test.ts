import { describe, expect, it } from 'vitest';
import { CallbackFailedError, Environment, ProcessFailedError } from '@asimjs/core';
import { Facility, Operation } from '@asimjs/core/protocol';

/** A place whose gets cannot be given back. */
class Spiteful extends Facility {
  protected override get hasWaiting(): boolean {
    return false;
  }

  protected override lookAgain(): void {
    // Nobody waits.
  }
}

class Taking extends Operation<string> {
  override describe(): string {
    return 'a thing';
  }

  protected override join(): void {
    this.grant('thing');
  }

  protected override leave(): void {
    // It never waits.
  }

  protected override giveBack(): never {
    throw new Error('not taken back');
  }
}

describe('a run with a value that resists', () => {
  it('ends with the error of what could not be given back, when an async body ends', async () => {
    const env = new Environment();
    const place = new Spiteful(env, 'place', undefined);
    env.process(async () => {
      new Taking(place);
      await env.timeout(1);
    });
    await expect(env.run()).rejects.toThrow('not taken back');
  });

  const broken = new (class extends Error {
    override get message(): string {
      throw new Error('no message');
    }
  })();
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();

  it.each([
    ['an error without a message', broken],
    ['an error whose name is a symbol', Object.assign(new Error('x'), { name: Symbol('name') })],
    ['a revoked proxy', proxy],
  ])('keeps %s as the cause, in both styles', async (_, thrown) => {
    const generator = new Environment();
    generator.process(function* () {
      yield* generator.timeout(1);
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what resists need be no error
      throw thrown;
    });
    const asynchronous = new Environment();
    asynchronous.process(async () => {
      await asynchronous.timeout(1);
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what resists need be no error
      throw thrown;
    });
    for (const ended of [() => Promise.resolve().then(() => generator.runSync()), () => asynchronous.run()]) {
      const error: unknown = await ended().catch((reason: unknown) => reason);
      expect(error instanceof ProcessFailedError && Object.is(error.cause, thrown)).toBe(true);
    }
  });

  it('loses no failure of an event whose error cannot be told', () => {
    const env = new Environment();
    const error = Object.assign(new Error('x'), { name: Symbol('name') });
    env.schedule(1, () => {
      try {
        env.event().fail(error);
      } catch {
        // It is not for the model to swallow.
      }
    });
    expect(() => env.runSync()).toThrow('failed and nobody was waiting');
  });

  it('names a callback that threw something untellable', () => {
    const env = new Environment();
    env.schedule(1, () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- as above
      throw proxy;
    });
    expect(() => env.runSync()).toThrow(CallbackFailedError);
  });
});
