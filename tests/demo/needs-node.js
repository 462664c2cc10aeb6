// Exits with 0 when the demo will start a node of its own, with 1 when it finds one.
import { options, reachable } from './options.js';

const { url, given, own } = options(process.argv.slice(2));
process.exit(own || (!given && !(await reachable(url))) ? 0 : 1);
