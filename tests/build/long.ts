/** Whether the long proofs run whole; else in a cross-section that costs seconds, or not at all. */
export const LONG = process.env['TONGBAO_TEST_LONG'] === '1';
