import { uninterruptible, work } from 'asimjs';
import type { Environment, Interrupt } from 'asimjs';
import { MATTERS, REPORT } from './day.js';
import type { Day } from './day.js';
import { matterOf, SAVING } from './office.js';

/** The same, but that nobody gets through to Dana while she saves: whoever comes then is listened to after that. */
export async function right(env: Environment, day: Day): Promise<void> {
  await work(env, REPORT, {
    onInterrupt: async (interrupt, { worked }) => {
      await save(worked);
      await listen(interrupt);
    },
  });
  await save(REPORT);

  async function save(written: number): Promise<void> {
    await uninterruptible(env, () => env.timeout(SAVING));
    day.saved = written;
  }

  async function listen(interrupt: Interrupt): Promise<void> {
    const matter = matterOf(interrupt);
    const { worked } = await work(env, MATTERS[matter], { onInterrupt: listen });
    day.listened(matter, worked);
  }
}
