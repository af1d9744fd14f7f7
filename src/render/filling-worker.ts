/** The thread that fills templates: takes plain data and answers the page's text, or why there is none. */
import { parentPort } from 'node:worker_threads';
import type { Answer, Question } from './filling-thread.ts';
import { filled } from './handlebars.ts';

/** A bulletin of a hundred pages has less than 1 MB. */
const MAX_LETTERS = 5_000_000;

let files: Question['files'] = null;

parentPort?.on('message', (question: Question) => {
  files = question.files ?? files;
  parentPort?.postMessage(answer(question.data));
});

function answer(data: unknown): Answer {
  try {
    const text = filled(files ?? new Map(), data);
    return text.length > MAX_LETTERS ? { text: null, reason: null } : { text, reason: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { text: null, reason };
  }
}
