#!/usr/bin/env node
/** The process: reads the command line, opens the outside, hands over, closes, and answers with an exit code. */
import { tongbao } from './desk/cli.ts';

process.exitCode = await tongbao(process.argv.slice(2), process);
