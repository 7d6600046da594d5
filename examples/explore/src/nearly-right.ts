import type { Environment } from 'asimjs';
import { MATTERS, REPORT } from './day.js';
import type { Day, Matter } from './day.js';
import { matterOf, SAVING } from './office.js';

/** Dana writes her report. Who interrupts her is listened to, as soon as she has saved what is written. */
export async function nearlyRight(env: Environment, day: Day): Promise<void> {
  let left = REPORT;
  while (left > 0) {
    const since = env.now;
    try {
      await env.timeout(left);
      left = 0;
    } catch (error) {
      left -= env.now - since;
      await env.timeout(SAVING);
      day.saved = REPORT - left;
      await listen(matterOf(error));
    }
  }
  await env.timeout(SAVING);
  day.saved = REPORT;

  /** Listens to somebody. Who interrupts that is listened to first, and then the rest is heard: to any depth. */
  async function listen(matter: Matter): Promise<void> {
    let rest: number = MATTERS[matter];
    while (rest > 0) {
      const begun = env.now;
      let next: Matter | undefined;
      try {
        await env.timeout(rest);
      } catch (error) {
        next = matterOf(error);
      }
      const minutes = env.now - begun;
      rest -= minutes;
      day.listened(matter, minutes);
      if (next !== undefined) await listen(next);
    }
  }
}
