/** An online sheet locked against changes, and open again. */
import { LOCK_KEY, type Google } from '../model/google.ts';
import { ONCE, type Way } from './way.ts';

export function locking({ change, drive, account }: Way): Pick<Google, 'lock' | 'unlock'> {
  const asked = (fileId: string) =>
    ({ auth: account(), fileId, fields: 'id', supportsAllDrives: true }) as const;
  return {
    lock: (fileId, reason, due) =>
      change(async () => {
        const contentRestrictions = [{ readOnly: true, reason }];
        const requestBody = { contentRestrictions, appProperties: { [LOCK_KEY]: due } };
        await drive.files.update({ ...asked(fileId), requestBody }, ONCE);
      }),
    unlock: (fileId) =>
      change(async () => {
        const requestBody = { contentRestrictions: [{ readOnly: false }] };
        await drive.files.update({ ...asked(fileId), requestBody }, ONCE);
      }),
  };
}
