/** A receipt written back: notes on the cells it names, its tab, and the box unticked, in one change that is done whole or not at all. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { googleStateOf } from '../model/catalogue/google.ts';
import type { Google, OnlineLayout } from '../model/google.ts';
import type { OnlineAnswer } from '../model/online-answer.ts';
import { Refusal } from '../model/refusal.ts';
import { addedTab, answerRequests, tabRequests } from './answer-requests.ts';
import { ONCE, type Way } from './way.ts';

type Request = sheets_v4.Schema$Request;

/** @param mail the account's own address: asked once, when a receipt gets a tab. */
export function answering(
  { once, sheets, account }: Way,
  mail: () => Promise<string>,
): Pick<Google, 'answer'> {
  return {
    async answer(sheet, answer) {
      const { layout, spreadsheet: spreadsheetId } = sheet;
      const isWritten = sheet.answered === answer.number;
      const added = layout.receipt === null ? addedTab(layout, await mail()) : null;
      const tab = layout.receipt?.id ?? added?.id ?? 0;
      const requests = (over: OnlineLayout, of: OnlineAnswer): readonly Request[] => [
        ...(added?.requests ?? []),
        ...(isWritten ? [] : tabRequests(tab, layout, answer)),
        ...answerRequests(over, of),
      ];
      try {
        await changed(spreadsheetId, requests(layout, answer));
      } catch (error) {
        // Somebody protected a cell for himself: the receipt and the box do without notes.
        const isOne = error instanceof Refusal && googleStateOf(error) === 'refused';
        if (!isOne || answer.notes.length === 0) throw error;
        const bare = requests({ ...layout, notes: [] }, { ...answer, notes: [] });
        await changed(spreadsheetId, bare);
      }
    },
  };

  /** Not repeated: what was read a while ago is no ground to untick a box. */
  async function changed(spreadsheetId: string, requests: readonly Request[]): Promise<void> {
    if (requests.length === 0) return;
    await once(async () => {
      const asked = { auth: account(), spreadsheetId, fields: 'spreadsheetId' };
      await sheets.spreadsheets.batchUpdate(
        { ...asked, requestBody: { requests: [...requests] } },
        ONCE,
      );
    });
  }
}
