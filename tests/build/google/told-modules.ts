/** Loaded before a command: tells on stderr, one a line behind `loaded `, every module of Google's that it loads. */
import { registerHooks } from 'node:module';

const GOOGLES =
  /\/(?:src\/google|node_modules\/(?:googleapis|googleapis-common|google-auth-library|gaxios|@google-cloud))\//;

registerHooks({
  load(url, context, nextLoad) {
    if (GOOGLES.test(url)) process.stderr.write(`loaded ${url}\n`);
    return nextLoad(url, context);
  },
});
