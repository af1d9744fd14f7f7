/** A form that tells nothing: of a unit that never reported, in a year without targets. */
import type { Prefills } from '../../src/model/prefill.ts';

export const NO_PREFILLS: Prefills = { figures: new Map(), tasks: new Map() };
