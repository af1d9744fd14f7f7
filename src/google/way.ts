/** The way to Google: the library's two clients, whom they act for, and how patiently. */
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Account } from './accounts.ts';
import type { Call } from './calling.ts';
import type { Hearing } from './hearing.ts';

export type Clients = Readonly<{ sheets: sheets_v4.Sheets; drive: drive_v3.Drive }>;

/** @property read for what changes nothing; @property change for all else; @property patience milliseconds for an answer. */
export type Way = Clients &
  Readonly<{
    read: Call;
    change: Call;
    once: Call;
    account(): Account;
    patience: number;
    hearing: Hearing;
  }>;

/** No form is nearly as large, told cell by cell. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The library's own repetitions know neither Retry-After nor chance. */
export const ONCE = { retry: false, maxContentLength: MOST_BYTES } as const;
