/** The far country: online sheets and folders at Google, read with patience and no faster than Google lets us. */
import { setTimeout as wait } from 'node:timers/promises';
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Google, OpenGoogle } from '../model/google.ts';
import type { Account } from './accounts.ts';
import { caller, type Call } from './calling.ts';
import { listed, whole, whoAmI } from './drive-answer.ts';
import { limiter, type Pace } from './limiter.ts';
import { FIELDS, sheetAnswer } from './sheet-answer.ts';
import { onlineSheet } from './sheet-grid.ts';

/** No form is nearly as large, told cell by cell. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The library's own repetitions know neither Retry-After nor chance. */
const ONCE = { retry: false, maxContentLength: MOST_BYTES } as const;

/** This machine's own clock and chance. */
const HOST_PACE: Pace = {
  wait,
  epoch: () => Date.now(),
  chance: () => Math.random(),
  patience: 30_000,
};

type Clients = Readonly<{ sheets: sheets_v4.Sheets; drive: drive_v3.Drive }>;

/** @param data the folder that holds the keys. The libraries are loaded when an account is opened. */
export function googleAt(data: string, pace = HOST_PACE): OpenGoogle {
  return async (plan) => {
    const { accountOf } = await import('./accounts.ts');
    return googleAs(() => accountOf(plan, data, pace.patience), pace);
  };
}

/** @param account one without a token; asked anew where a token is worth nothing any more. */
export async function googleAs(account: () => Promise<Account>, pace = HOST_PACE): Promise<Google> {
  let auth = await account();
  const call = caller({
    pace,
    limiter: limiter(pace),
    async renew() {
      auth = await account();
    },
  });
  return reading(call, await clients(), () => auth);
}

/** Only what is needed of the library: the whole of it takes seconds and a hundred megabytes. */
async function clients(): Promise<Clients> {
  const [{ sheets_v4: sheets }, { drive_v3: drive }] = await Promise.all([
    import('googleapis/build/src/apis/sheets/v4.js'),
    import('googleapis/build/src/apis/drive/v3.js'),
  ]);
  return { sheets: new sheets.Sheets({}), drive: new drive.Drive({}) };
}

function reading(call: Call, { sheets, drive }: Clients, account: () => Account): Google {
  return {
    sheet: (spreadsheetId) =>
      call(async () => {
        const auth = account();
        const { data } = await sheets.spreadsheets.get(
          { auth, spreadsheetId, fields: FIELDS },
          ONCE,
        );
        return onlineSheet(sheetAnswer(data, spreadsheetId));
      }),
    folder: (folder) =>
      listed(folder, (asked) =>
        call(async () => (await drive.files.list({ auth: account(), ...asked }, ONCE)).data),
      ),
    bytes: (file) =>
      call(async () => {
        const asked = { auth: account(), fileId: file.id, alt: 'media', supportsAllDrives: true };
        const { data } = await drive.files.get(asked, { ...ONCE, responseType: 'arraybuffer' });
        return whole(data, file);
      }),
    mail: () =>
      call(async () => {
        const { data } = await drive.about.get(
          { auth: account(), fields: 'user(emailAddress)' },
          ONCE,
        );
        return whoAmI(data);
      }),
  };
}
