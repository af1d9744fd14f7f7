/** Where a form's sheet lies in Drive: found by what it is known by, made, and shared with whoever fills it in. */
import { SHEET_KEY, type Google } from '../model/google.ts';
import { inFolder, madeId, namedSheets, rightsPage, SPREADSHEET } from './drive-answer.ts';
import { pages } from './shaped.ts';
import { ONCE, type Way } from './way.ts';

export function placing(way: Way): Pick<Google, 'sheetNamed' | 'newSheet' | 'share'> {
  const { read, change, drive, account } = way;
  return {
    async sheetNamed(folder, name) {
      const of = {
        ...inFolder(folder, [SHEET_KEY, name]),
        fields: 'nextPageToken,files(id,mimeType)',
      };
      const all = pages((turned) =>
        read(async () => {
          const { data } = await drive.files.list({ auth: account(), ...of, ...turned }, ONCE);
          return namedSheets(data);
        }),
      );
      for await (const { ids } of all) if (ids[0] !== undefined) return ids[0];
      return null;
    },
    newSheet: (folder, name, title) =>
      change(async () => {
        const appProperties = { [SHEET_KEY]: name };
        const requestBody = {
          name: title,
          mimeType: SPREADSHEET,
          parents: [folder],
          appProperties,
        };
        const asked = { auth: account(), requestBody, fields: 'id', supportsAllDrives: true };
        return madeId((await drive.files.create(asked, ONCE)).data);
      }),
    async share(fileId, mails) {
      const held = await writers(way, fileId);
      const lacking = mails.filter((one) => !held.has(one.toLowerCase()));
      for (const mail of lacking) await letIn(fileId, mail);
      return lacking;
    },
  };

  function letIn(fileId: string, emailAddress: string): Promise<unknown> {
    const requestBody = { type: 'user', role: 'writer', emailAddress };
    const quiet = { sendNotificationEmail: false, supportsAllDrives: true };
    const asked = { fileId, requestBody, fields: 'id', ...quiet };
    return change(() => drive.permissions.create({ auth: account(), ...asked }, ONCE));
  }
}

/** Addresses of the accounts that may write to a file, in small letters. */
async function writers(
  { read, drive, account }: Way,
  fileId: string,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const all = pages((turned) =>
    read(async () => {
      const fields = 'nextPageToken,permissions(role,emailAddress)';
      const asked = { fileId, fields, pageSize: 100, supportsAllDrives: true, ...turned };
      return rightsPage((await drive.permissions.list({ auth: account(), ...asked }, ONCE)).data);
    }),
  );
  for await (const { addresses } of all) {
    for (const address of addresses) found.add(address.toLowerCase());
  }
  return found;
}
