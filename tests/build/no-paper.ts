/** Loaded before the program: its printer prints nothing real, so that a command costs no browser. */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const isPrinter = specifier === './render/printer.ts';
    return next(isPrinter ? new URL('paperless.ts', import.meta.url).href : specifier, context);
  },
});
