/** What is read at Google and changes nothing. */
import type { DriveFile, DriveFolder, DriveSheet, Google } from '../model/google.ts';
import {
  driveSheet,
  FOLDER_FIELDS,
  folderPage,
  inFolder,
  RIGHTS,
  rightsIn,
  SHEET_FILE_FIELDS,
  whole,
  whoAmI,
} from './drive-answer.ts';
import { FIELDS, sheetAnswer } from './sheet-answer.ts';
import { onlineSheet } from './sheet-grid.ts';
import { pages } from './shaped.ts';
import { ONCE, type Way } from './way.ts';

/** Those of Google's that only look. */
type Reading = Pick<Google, 'sheet' | 'folder' | 'bytes' | 'rights' | 'driveSheet' | 'mail'>;

export function reading(way: Way): Reading {
  const { read, sheets, drive, account, hearing } = way;
  return {
    sheet: (spreadsheetId) =>
      read(async () => {
        const asked = { auth: account(), spreadsheetId, fields: FIELDS };
        const { data } = await sheets.spreadsheets.get(asked, ONCE);
        return onlineSheet(sheetAnswer(data, spreadsheetId));
      }),
    folder: (folder) => folderOf(way, folder),
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

async function folderOf({ read, drive, account }: Way, folder: string): Promise<DriveFolder> {
  const of = { ...inFolder(folder), fields: FOLDER_FIELDS };
  const all = pages((turned) =>
    read(async () => {
      const { data } = await drive.files.list({ auth: account(), ...of, ...turned }, ONCE);
      return folderPage(data);
    }),
  );
  const [files, spreadsheets]: [DriveFile[], DriveSheet[]] = [[], []];
  for await (const page of all) {
    files.push(...page.files);
    spreadsheets.push(...page.spreadsheets);
  }
  return { files, spreadsheets };
}
