#!/usr/bin/env -S node --max-semi-space-size=8
/** The process: reads the command line, opens the outside, hands over, closes, and answers with an exit code. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import './small-heap.ts';

// What was compiled once is kept with the packages, where nobody else writes: a command starts in less than half the time.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/tongbao'));

const { tongbao } = await import('./desk/cli.ts');

process.exitCode = await tongbao(process.argv.slice(2), process);
