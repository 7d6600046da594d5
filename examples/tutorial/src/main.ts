import { tutorial } from './tutorial.js';

process.exitCode = await tutorial(process.argv.slice(2));
