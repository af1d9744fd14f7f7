#!/usr/bin/env node
const a: string = process.version;
console.log(a, process.argv.slice(2));
