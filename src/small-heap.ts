/** Keeps the heap near what is in use: V8 lets garbage pile up to many times that as long as the machine has room. */
import { setFlagsFromString } from 'node:v8';

// Half as much again is taken before old objects are looked through; main.ts asks for small room for young ones.
setFlagsFromString('--heap-growing-percent=50');
