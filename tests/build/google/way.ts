/** The way from this process to the fake: through its proxy, by its certificate, with a clock that waiting moves on. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates, setDefaultCACertificates } from 'node:tls';
import { googleAt } from '../../../src/google/opening.ts';
import type { Pace } from '../../../src/google/limiter.ts';
import {
  GOOGLE_FILES,
  type Google,
  type GooglePlan,
  type OpenGoogle,
} from '../../../src/model/google.ts';
import { unitId } from '../plan.ts';
import type { FakeGoogle } from './fake.ts';

/** Has all of this process's ways to Google lead to the fake. */
export function goBy({ proxy, certificate }: Pick<FakeGoogle, 'proxy' | 'certificate'>): void {
  process.env['HTTPS_PROXY'] = proxy;
  setDefaultCACertificates([...rootCertificates, certificate]);
}

/** @property waited every pause, in milliseconds. */
export type TestPace = Pace & Readonly<{ waited: number[] }>;

/** Waiting takes no time and moves the clock on. */
export function aPace(patience = 2000): TestPace {
  let now = Date.parse('2007-06-01T09:00:00+08:00');
  const waited: number[] = [];
  return {
    waited,
    patience,
    epoch: () => now,
    chance: () => 0.5,
    wait(ms) {
      now += ms;
      waited.push(ms);
      return Promise.resolve();
    },
  };
}

/** Writes a key's file beside the ledger, for its owner alone. */
export function putKey(data: string, kind: keyof typeof GOOGLE_FILES, text: string): string {
  mkdirSync(data, { recursive: true });
  const path = join(data, GOOGLE_FILES[kind]);
  writeFileSync(path, text);
  chmodSync(path, 0o600);
  return path;
}

export function aGooglePlan(over: Partial<GooglePlan> = {}): GooglePlan {
  const sources = [{ unit: unitId('weicheng'), spreadsheet: 'sheet-1', folder: '' }];
  return { kind: 'service', mail: '', writes: false, sources, ...over };
}

export function opener(data: string, pace: Pace = aPace()): OpenGoogle {
  return googleAt(data, pace);
}

export function opened(data: string, pace: Pace, plan = aGooglePlan()): Promise<Google> {
  return opener(data, pace)(plan);
}
