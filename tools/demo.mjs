// Runs the airport example from its sources. Node is started directly, with this process's own
// terminal, so that the example's progress bar sees a terminal and its exit code is passed on.
import { install } from './install.mjs';
import { finish, root, run } from './processes.mjs';

const installed = await install();
if (installed.code !== 0) finish(installed);
else {
  finish(
    await run(process.execPath, [
      '--conditions=@asimjs/source',
      `--import=${import.meta.resolve('tsx')}`,
      `${root}/examples/airport/src/main.ts`,
      ...process.argv.slice(2),
    ]),
  );
}
