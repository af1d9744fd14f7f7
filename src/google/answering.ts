/** A receipt written back: notes on the cells it names, its tab, and the box unticked, in one change that is done whole or not at all. */
import type { Google } from '../model/google.ts';
import { addedTab, answerRequests, tabRequests } from './answer-requests.ts';
import { ONCE, type Way } from './way.ts';

/** @param mail the account's own address: asked once, when a receipt gets a tab. */
export function answering(
  { change, sheets, account }: Way,
  mail: () => Promise<string>,
): Pick<Google, 'answer'> {
  return {
    async answer(sheet, answer) {
      const { layout, spreadsheet: spreadsheetId } = sheet;
      const isWritten = sheet.answered === answer.number;
      const added = layout.receipt === null ? addedTab(layout, await mail()) : null;
      const tab = layout.receipt?.id ?? added?.id ?? 0;
      const requests = [
        ...(added?.requests ?? []),
        ...(isWritten ? [] : tabRequests(tab, layout, answer)),
        ...answerRequests(layout, answer),
      ];
      if (requests.length === 0) return;
      await change(async () => {
        const asked = { auth: account(), spreadsheetId, fields: 'spreadsheetId' };
        await sheets.spreadsheets.batchUpdate({ ...asked, requestBody: { requests } }, ONCE);
      });
    },
  };
}
