/** Where a form's sheet lies in Drive: found by what it is known by, made, and shared with whoever fills it in. */
import { SHEET_KEY, type Google } from '../model/google.ts';
import { madeId, namedSheets, rightsPage, SPREADSHEET } from './drive-answer.ts';
import { ONCE, type Way } from './way.ts';

/** Without these nothing in a shared drive is seen. */
const EVERYWHERE = { supportsAllDrives: true, includeItemsFromAllDrives: true } as const;

export function placing(way: Way): Pick<Google, 'sheetNamed' | 'newSheet' | 'share'> {
  const { read, change, drive, account } = way;
  return {
    async sheetNamed(folder, name) {
      const own = `appProperties has { key='${SHEET_KEY}' and value='${name}' }`;
      const q = `'${folder}' in parents and trashed = false and ${own}`;
      const of = {
        fields: 'nextPageToken,files(id,mimeType)',
        orderBy: 'createdTime',
        ...EVERYWHERE,
      };
      let pageToken: string | undefined;
      do {
        const turned = pageToken === undefined ? {} : { pageToken };
        // A page may hold nothing and not be the last.
        const { ids, next } = await read(async () => {
          const asked = { auth: account(), q, ...of, ...turned };
          return namedSheets((await drive.files.list(asked, ONCE)).data);
        });
        const [first] = ids;
        if (first !== undefined) return first;
        pageToken = next;
      } while (pageToken !== undefined);
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
  let pageToken: string | undefined;
  do {
    const turned = pageToken === undefined ? {} : { pageToken };
    const { addresses, next } = await read(async () => {
      const fields = 'nextPageToken,permissions(role,emailAddress)';
      const asked = { fileId, fields, pageSize: 100, supportsAllDrives: true, ...turned };
      return rightsPage((await drive.permissions.list({ auth: account(), ...asked }, ONCE)).data);
    });
    for (const address of addresses) found.add(address.toLowerCase());
    pageToken = next;
  } while (pageToken !== undefined);
  return found;
}
