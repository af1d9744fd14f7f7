/** What is read at Google and changes nothing. */
import type { Google } from '../model/google.ts';
import {
  driveSheet,
  listed,
  RIGHTS,
  rightsIn,
  SHEET_FILE_FIELDS,
  whole,
  whoAmI,
} from './drive-answer.ts';
import { FIELDS, sheetAnswer } from './sheet-answer.ts';
import { onlineSheet } from './sheet-grid.ts';
import { ONCE, type Way } from './way.ts';

/** Those of Google's that only look. */
type Reading = Pick<Google, 'sheet' | 'folder' | 'bytes' | 'rights' | 'driveSheet' | 'mail'>;

export function reading({ read, sheets, drive, account, hearing }: Way): Reading {
  return {
    sheet: (spreadsheetId) =>
      read(async () => {
        const asked = { auth: account(), spreadsheetId, fields: FIELDS };
        const { data } = await sheets.spreadsheets.get(asked, ONCE);
        return onlineSheet(sheetAnswer(data, spreadsheetId));
      }),
    folder: (folder) =>
      listed(folder, (asked) =>
        read(async () => (await drive.files.list({ auth: account(), ...asked }, ONCE)).data),
      ),
    bytes: (file) =>
      read(async () => {
        const asked = { auth: account(), fileId: file.id, alt: 'media', supportsAllDrives: true };
        const { data } = await drive.files.get(asked, { ...ONCE, responseType: 'arraybuffer' });
        return whole(data, file);
      }),
    rights: (fileId) =>
      read(async () => {
        const asked = { auth: account(), fileId, fields: RIGHTS, supportsAllDrives: true };
        return rightsIn((await drive.files.get(asked, ONCE)).data);
      }),
    driveSheet: (fileId) =>
      read(async () => {
        const asked = {
          auth: account(),
          fileId,
          fields: SHEET_FILE_FIELDS,
          supportsAllDrives: true,
        };
        return driveSheet((await drive.files.get(asked, ONCE)).data);
      }),
    mail: () =>
      read(async () => {
        const asked = { auth: account(), fields: 'user(emailAddress)' };
        const { data, headers } = await drive.about.get(asked, ONCE);
        hearing.heard(headers);
        return whoAmI(data);
      }),
  };
}
