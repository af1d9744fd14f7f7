/**
 * The login in a process of its own, which is ended when nobody comes: what waits for the browser listens on every address
 * of the machine and never gives up by itself. Tells its parent what Google granted.
 */
import { authenticate } from '@google-cloud/local-auth';

const [keyfilePath = '', ...scopes] = process.argv.slice(2);

try {
  const { credentials } = await authenticate({ keyfilePath, scopes });
  process.send?.({
    granted: { refresh_token: credentials.refresh_token, scope: credentials.scope },
  });
} catch (error) {
  // A refusal in the browser, or a code that Google did not take: by its name only.
  process.send?.({ failed: error instanceof Error ? error.message.slice(0, 80) : '' });
} finally {
  process.disconnect();
}
